import type { Graph } from '../graph/graph.ts';
import { biSeNetFamily } from './bisenet/family.ts';
import { dfaNetFamily } from './dfanet/family.ts';
import { efficientDetFamily } from './efficientdet/family.ts';
import { efficientNetFamily } from './efficientnet/family.ts';
import { efficientNetV2Family } from './efficientnet-v2/family.ts';
import type { Family, Member } from './family.ts';
import { lightHeadFamily } from './light-head-rcnn/family.ts';
import { mnasNetFamily } from './mnasnet/family.ts';
import { mobileNetV1Family } from './mobilenet-v1/family.ts';
import { mobileNetV2Family } from './mobilenet-v2/family.ts';
import { mobileNetV3Family } from './mobilenet-v3/family.ts';
import { resNetFamily } from './resnet/family.ts';
import { shuffleNetFamily } from './shufflenet-v2/family.ts';
import { snetFamily } from './snet/family.ts';
import { thunderNetFamily } from './thundernet/family.ts';
import { vggFamily } from './vgg/family.ts';

/** Every family there is: the one place that knows which. */
export const families: readonly Family[] = [
  efficientNetFamily,
  efficientDetFamily,
  efficientNetV2Family,
  mobileNetV1Family,
  mobileNetV2Family,
  mobileNetV3Family,
  mnasNetFamily,
  shuffleNetFamily,
  resNetFamily,
  vggFamily,
  snetFamily,
  thunderNetFamily,
  lightHeadFamily,
  biSeNetFamily,
  dfaNetFamily,
];

/** A network by name, and the family that it belongs to. */
export interface Found {
  readonly family: Family;
  readonly member: Member;
}

/** The names that networks of a family go by: their own, and what libraries call them (`_` for `-` is no difference). */
function goesBy(member: Member, wanted: string): boolean {
  return member.name === wanted || (member.aliases?.includes(wanted) ?? false);
}

/** The network that has this name (`efficientnet-b3`, `efficientdet_d0`, `resnet50`), if any. */
export function findNetwork(name: string): Found | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  for (const family of families) {
    const member = family.members.find((each) => goesBy(each, wanted));
    if (member !== undefined) return { family, member };
  }
  for (const family of families) {
    const opening = `${family.id}-`;
    const member = wanted.startsWith(opening) ? family.sized?.(wanted.slice(opening.length)) : undefined;
    if (member !== undefined) return { family, member };
  }
  return undefined;
}

/** The family that is called so. */
export function findFamily(id: string): Family | undefined {
  return families.find((family) => family.id === id);
}

/** Every listed network's name. */
export function networkNames(): string[] {
  return families.flatMap(({ members }) => members.map(({ name }) => name));
}

/** What a network is called where a person reads. */
export interface NetworkTitle {
  /** `EfficientNet-B3`; of a size that was never released the family's: `EfficientNet`. */
  readonly long: string;
  /** `B3`: as the chapters say it, where the family is clear. */
  readonly short: string;
  /** Whether it is a listed size, not a family alone. */
  readonly listed: boolean;
}

/** What the network of this name is called; what is no network's and no family's name stands for itself. */
export function titleOf(name: string): NetworkTitle {
  const member = findNetwork(name)?.member;
  if (member !== undefined) return { long: member.title, short: member.short, listed: true };
  return titleOfFamily(name);
}

/** `EfficientNet-B3`, and `EfficientNet` for the family's own name. */
export function longName(name: string): string {
  return titleOf(name).long;
}

/** What a network of this family is called that is not listed. */
export function titleOfFamily(id: string): NetworkTitle {
  const title = findFamily(id)?.title ?? id;
  return { long: title, short: title, listed: false };
}

/** The tap of a map that upstream libraries call so; a tap's own name stands for itself. Undefined where the graph has none. */
export function tapCalled(graph: Graph, name: string): string | undefined {
  if (name in graph.taps) return name;
  const own = findFamily(graph.family ?? '')
    ?.upstreamMaps(graph)
    .get(name);
  return own !== undefined && own in graph.taps ? own : undefined;
}
