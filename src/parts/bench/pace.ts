import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';

const fewestRuns = 5;
const mostRuns = 30;
/** After this long no further run starts, once there are enough. */
const enoughMilliseconds = 1_200;
/** A network so slow is measured three times. */
const slowMilliseconds = 8_000;
/** Fewer runs have no quartiles worth the name. */
export const fewestKept = 3;

/** How much of a network's measuring is behind, 0 to 1. */
export function shareOf(runs: number, elapsed: number): number {
  const needed = elapsed > slowMilliseconds ? fewestKept : fewestRuns;
  return Math.min(1, runs / needed, Math.max(elapsed / enoughMilliseconds, runs / mostRuns));
}

/** Small numbers of both signs; what stands in the picture does not change what a dense program does. */
export function picture(graph: Graph): Float32Array {
  return Float32Array.from({ length: sizeOf(inputShape(graph)) }, (_, at) => Math.sin(at));
}
