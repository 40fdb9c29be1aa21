import type { Graph } from './graph.ts';
import type { TensorId } from './op.ts';
import { perRegion } from './regions.ts';
import { bytesPerValue, sizeOf } from './shape.ts';

/** When each map can be freed, and what that costs at worst. */
export interface LivenessPlan {
  /** `freeAfter[i]`: the tensors that nobody reads after operator i has run. */
  readonly freeAfter: readonly (readonly TensorId[])[];
  /** Bytes of the maps alive at the worst moment, input included, each map in float32. */
  readonly peakBytes: number;
  /** The operator that runs at that moment. */
  readonly peakAt: TensorId;
}

/**
 * Runs the graph in order on paper, freeing each map after its last reader. `keep` and the outputs stay to the end. Maps that are made for
 * each region count `regions` times.
 */
export function liveness(graph: Graph, keep: Iterable<TensorId> = [], regions = 1): LivenessPlan {
  const kept = new Set<TensorId>([...keep, ...Object.values(graph.outputs)]);
  const lastUse = graph.ops.map((_, id) => id);
  graph.ops.forEach((op, id) => {
    for (const input of op.inputs) lastUse[input] = id;
  });
  const freeAfter: TensorId[][] = graph.ops.map(() => []);
  lastUse.forEach((at, id) => {
    if (!kept.has(id)) freeAfter[at]?.push(id);
  });

  let alive = 0;
  let peakBytes = 0;
  let peakAt: TensorId = 0;
  const ofRegions = perRegion(graph);
  const bytesOf = (id: TensorId) =>
    sizeOf(graph.ops[id]?.shape ?? [0, 0, 0]) * bytesPerValue * (ofRegions.has(id) ? regions : 1);
  graph.ops.forEach((_, id) => {
    alive += bytesOf(id);
    if (alive > peakBytes) {
      peakBytes = alive;
      peakAt = id;
    }
    for (const freed of freeAfter[id] ?? []) alive -= bytesOf(freed);
  });
  return { freeAfter, peakBytes, peakAt };
}
