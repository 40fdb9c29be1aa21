/** How published detectors divide their cost between backbone and what stands on it. */
import { efficientDetFamily } from '../families/efficientdet/family.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import type { Duty, Family, Member, NetworkOptions } from '../families/family.ts';
import { lightHeadFamily } from '../families/light-head-rcnn/family.ts';
import { lightHeadNumbers } from '../families/light-head-rcnn/network.ts';
import { type PartCost, partCosts } from '../families/parts.ts';
import { thunderNetFamily } from '../families/thundernet/family.ts';
import { thunderNetNumbers } from '../families/thundernet/network.ts';
import { sizes } from './neck-costs.ts';

export type { Duty } from '../families/family.ts';
export const duties: readonly Duty[] = ['backbone', 'maps', 'proposals', 'answers'];

export interface Balance {
  readonly name: string;
  readonly title: string;
  /** Regions that are looked at again; null where there is no second stage. */
  readonly regions: number | null;
  /** Height and width of the picture. */
  readonly picture: readonly [number, number];
  readonly parts: Readonly<Record<Duty, { readonly parameters: number; readonly multiplyAdds: number }>>;
}

interface Kind {
  readonly family: Family;
  readonly regions: number | null;
  readonly options?: NetworkOptions;
}

const efficientDet: Kind = { family: efficientDetFamily, regions: null };
/** One hidden layer and one box a region: with these the paper's totals come out. */
export const thunderOptions = { hiddenLayers: 1, agnostic: true } as const;
const thunder: Kind = {
  family: thunderNetFamily,
  regions: thunderNetNumbers.regions,
  options: thunderOptions,
};
const light: Kind = { family: lightHeadFamily, regions: lightHeadNumbers.regions };

const nothing = { parameters: 0, multiplyAdds: 0 };

function balanceOf({ family, regions, options }: Kind, member: Member): Balance {
  const graph = member.network(options);
  const second = member.regions?.(options);
  const graphs = second === undefined ? [graph] : [graph, second];
  const told = family.parts ?? [];
  const costs = partCosts(graphs, told);
  const parts: Record<Duty, PartCostOf> = {
    backbone: nothing,
    maps: nothing,
    proposals: nothing,
    answers: nothing,
  };
  for (const [name, cost] of Object.entries(costs)) {
    const of = told.find((part) => part.name === name)?.duty;
    if (of === undefined) throw new RangeError(`What ${name} of ${family.title} is for is not said.`);
    // What is computed for one region is computed for all of them.
    const times = of === 'answers' ? (regions ?? 1) : 1;
    parts[of] = {
      parameters: parts[of].parameters + cost.parameters,
      multiplyAdds: parts[of].multiplyAdds + times * cost.multiplyAdds,
    };
  }
  const [height, width] = graph.ops[0]?.shape ?? [0, 0];
  return { name: member.name, title: member.title, regions, picture: [height, width], parts };
}

type PartCostOf = Pick<PartCost, 'parameters' | 'multiplyAdds'>;

let made: readonly Balance[] | undefined;

/** ThunderNet, Light-Head R-CNN and EfficientDet, in the sizes that were published, small ones first. */
export function detectorBalances(): readonly Balance[] {
  made ??= [
    ...thunderNetFamily.members.map((member) => balanceOf(thunder, member)),
    ...lightHeadFamily.members
      .filter(({ name }) => name === 'light-head-rcnn-resnet-101')
      .map((member) => balanceOf(light, member)),
    ...efficientDetFamily.members
      .filter(({ name }) => sizes.some((size) => releasedDetector[size].name === name))
      .map((member) => balanceOf(efficientDet, member)),
  ];
  return made;
}

/** A measure of all that is not backbone, over that of all. */
export function shareBeyond({ parts }: Balance, measure: 'parameters' | 'multiplyAdds'): number {
  const all = duties.reduce((sum, duty) => sum + parts[duty][measure], 0);
  return 1 - parts.backbone[measure] / all;
}
