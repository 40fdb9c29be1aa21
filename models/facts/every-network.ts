import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { released, sizeCalled } from '../families/efficientnet/sizes.ts';
import type { Family, Member } from '../families/family.ts';
import { families, findNetwork } from '../families/index.ts';
import { answerOf } from '../graph/answers.ts';
import { cocoTable2 } from '../published/efficientdet/coco.ts';
import { efficientDetLite } from '../published/efficientdet/lite.ts';
import { imageNetTable2 } from '../published/efficientnet/imagenet.ts';
import { efficientNetLite } from '../published/efficientnet/lite.ts';
import { efficientNetV2Results } from '../published/efficientnet-v2/models.ts';
import { otherAccuracies } from '../published/networks/accuracies.ts';
import type { Citation } from '../published/row.ts';
import { type Figures, figuresIn, type Needs, needsOfBoth, needsOfNetwork } from './needs.ts';

export type NetworkTask = 'classification' | 'detection' | 'segmentation';

/** What somebody published of a network's accuracy, in percent: top-1, AP or mean IoU, as its task has it. */
export interface PublishedAccuracy {
  readonly value: number;
  readonly source: readonly Citation[];
}

/** A listed network with what is exact of it and what was published. Plain data. */
export interface KnownNetwork extends Figures {
  readonly name: string;
  readonly title: string;
  readonly short: string;
  readonly family: string;
  readonly task: NetworkTask;
  /** Height and width of its picture. */
  readonly size: readonly [height: number, width: number];
  /** Of a detector that looks twice, both stages counted: regions that are looked at again. */
  readonly regions: number | null;
  /** Whether a second stage follows that is not counted here: where the anchors lie that it proposes by is not known of its graph. */
  readonly firstStageAlone: boolean;
  readonly accuracy: PublishedAccuracy | null;
}

/** Every published accuracy of a listed network, by its name. */
function accuracies(): ReadonlyMap<string, PublishedAccuracy> {
  const of = (value: number, { source }: { readonly source: readonly Citation[] }) => ({ value, source });
  return new Map([
    ...imageNetTable2.flatMap((row) => {
      const size = sizeCalled(row.model);
      return size === undefined ? [] : [[released[size].name, of(row.top1, row)] as const];
    }),
    ...efficientNetLite.map((row) => [released[row.model].name, of(row.top1, row)] as const),
    ...efficientNetV2Results.map(
      (row) => [`efficientnet-v2-${row.model.toLowerCase()}`, of(row.top1, row)] as const,
    ),
    ...cocoTable2.flatMap((row) =>
      row.detector === null || row.ap === null
        ? []
        : [[releasedDetector[row.detector].name, of(row.ap, row)] as const],
    ),
    ...efficientDetLite.map((row) => [releasedDetector[row.model].name, of(row.ap, row)] as const),
    ...otherAccuracies.map((row) => [row.network, of(row.value, row)] as const),
  ]);
}

/** What a member needs: both its stages where regions can be had from the first one's answers. */
function needsOfMember({ describe }: Family, member: Member): Needs {
  const network = member.network();
  const second = member.regions?.();
  if (second === undefined || answerOf(network, 'regions')?.placed === undefined)
    return needsOfNetwork(network);
  const regions = describe?.(network, second).regions;
  if (typeof regions !== 'number') return needsOfNetwork(network);
  return needsOfBoth(network, { network: second, regions });
}

/** Every network of the site's list, in the order of its families. Building all takes a second or two. */
export function everyNetwork(): readonly KnownNetwork[] {
  const known = accuracies();
  return families.flatMap((family) =>
    family.members
      .filter(({ alone }) => !alone)
      .map((member): KnownNetwork => {
        const needs = needsOfMember(family, member);
        const [height, width] = needs.network.ops[0]!.shape;
        const regions = needs.second?.regions ?? null;
        return {
          name: member.name,
          title: member.title,
          short: member.short,
          family: family.id,
          task: family.task,
          size: [height, width],
          regions,
          firstStageAlone: member.regions !== undefined && regions === null,
          accuracy: known.get(member.name) ?? null,
          ...figuresIn(needs),
        };
      }),
  );
}

/**
 * What a listed network needs to be run.
 * @throws RangeError where no network has this name.
 */
export function needsOfListed(name: string): Needs {
  const found = findNetwork(name);
  if (found === undefined) throw new RangeError(`There is no network called “${name}”.`);
  return needsOfMember(found.family, found.member);
}
