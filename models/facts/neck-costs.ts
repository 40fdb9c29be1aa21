import { pyramids } from '../blocks/pyramids/pyramids.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { answerOf } from '../graph/answers.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import { costsByScope, noCost } from '../operators/cost.ts';
import type { EfficientDetName } from '../published/efficientdet/config.ts';
import { detector } from './necks.ts';

/** Feature networks, in the order in which the chapter tells them. */
export const networks = ['fpn', 'panet', 'nasFpn', 'fullyConnected', 'bifpn'] as const;
export type Network = (typeof networks)[number];

export const sizes = [
  'D0',
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D7x',
] as const satisfies readonly EfficientDetName[];
export type Size = (typeof sizes)[number];

export interface NeckCost {
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** A released detector with each feature network in turn: as many cells, as many channels. */
export interface SizeCosts {
  readonly resolution: number;
  readonly width: number;
  readonly cells: number;
  readonly maxLevel: number;
  /** Sides of the maps that enter, finest level first. */
  readonly sides: readonly number[];
  /** What the neck costs; null where there is no such network. */
  readonly necks: Readonly<Record<Network, NeckCost | null>>;
}

function sidesOf(graph: Graph): number[] {
  const entering = answerOf(graph, 'features')?.entering ?? [];
  return entering.map(({ tap }) => opAt(graph, findTensor(graph, tap)).shape[0]);
}

/** Counts every feature network at one released size, from its graph. */
export function costsAt(size: Size): SizeCosts {
  const { resolution, width, cells, maxLevel } = releasedDetector[size];
  let sides: number[] = [];
  const costOf = (network: Network): NeckCost | null => {
    // The search that found NAS-FPN knew five levels.
    if (network === 'nasFpn' && maxLevel !== 7) return null;
    const graph = detector(size, pyramids[network].name);
    sides = sidesOf(graph);
    const { parameters, multiplyAdds } = costsByScope(graph, 1).get('neck') ?? noCost;
    return { parameters, multiplyAdds };
  };
  const necks = Object.fromEntries(networks.map((network) => [network, costOf(network)]));
  return { resolution, width, cells, maxLevel, sides, necks: necks as SizeCosts['necks'] };
}

export type AllCosts = Readonly<Record<Size, SizeCosts>>;

export function allCosts(): AllCosts {
  return Object.fromEntries(sizes.map((size) => [size, costsAt(size)])) as AllCosts;
}
