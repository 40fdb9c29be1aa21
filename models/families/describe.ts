import type { Graph } from '../graph/graph.ts';
import { type Cost, cost } from '../operators/cost.ts';
import { describeNetwork, type NetworkDescription } from '../operators/describe.ts';
import type { Family } from './family.ts';
import { outermostScopes, type PartCost, partCosts, partOf } from './parts.ts';

/** A network of a family in numbers. */
export interface FamilyDescription extends NetworkDescription {
  readonly parts: Readonly<Record<string, PartCost>>;
  /** Of a two-stage detector: what one region costs. Totals and parts count one. */
  readonly perRegion?: Cost;
  /** What else its family says of it. */
  readonly more: Readonly<Record<string, number | null>>;
}

/**
 * Costs of a network of this family, or of none, in total, by stage and by part. A second graph is what is computed for each region; it counts
 * once.
 */
export function describeOf(family: Family | undefined, graph: Graph, regions?: Graph): FamilyDescription {
  const graphs = regions === undefined ? [graph] : [graph, regions];
  const parts = family?.parts ?? outermostScopes(graphs);
  const depthOf = (name: string) => partOf(name, parts)?.stageDepth ?? 1;
  const first = describeNetwork(graph, depthOf);
  const costs = partCosts(graphs, parts);
  const more = family?.describe?.(graph, regions) ?? {};
  if (regions === undefined) return { ...first, parts: costs, more };
  const second = describeNetwork(regions, depthOf);
  const perRegion = cost(regions);
  const total = Object.fromEntries(
    Object.entries(perRegion).map(([key, value]) => [key, first[key as keyof Cost] + value]),
  ) as unknown as Cost;
  return { ...first, ...total, stages: [...first.stages, ...second.stages], parts: costs, perRegion, more };
}
