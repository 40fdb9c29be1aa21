import type { Graph } from '../graph/graph.ts';
import { cost } from '../operators/cost.ts';

/** What a description of a two-stage detector says besides: what a picture costs with as many regions as are kept. */
export function withRegions(
  count: number,
): (graph: Graph, regions?: Graph) => Readonly<Record<string, number>> {
  return (graph, regions) => ({
    regions: count,
    multiplyAddsWithRegions:
      cost(graph).multiplyAdds + (regions === undefined ? 0 : count * cost(regions).multiplyAdds),
  });
}
