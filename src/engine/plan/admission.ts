import type { Graph } from '../../../models/graph/graph.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { liveness } from '../../../models/graph/liveness.ts';
import { bytesPerValue, formatShape, sizeOf } from '../../../models/graph/shape.ts';
import { EngineError } from '../protocol/errors.ts';

/** What a device can hold, in bytes; null where it does not tell. */
export interface DeviceLimits {
  /** The largest single map. */
  readonly mapBytes: number | null;
  /** Everything at once. */
  readonly totalBytes: number | null;
}

/** What a network needs at least, in bytes. */
export interface MemoryNeed {
  readonly largestMap: { readonly name: string; readonly bytes: number };
  /** All weights, and the maps alive at the worst moment. */
  readonly weights: number;
  readonly peak: number;
}

/** The memory that a run of this graph takes: weights and maps in float32, each map freed after its last reader. */
export function memoryNeed(graph: Graph): MemoryNeed {
  const weights = graph.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((product, side) => product * side, bytesPerValue),
    0,
  );
  let largestMap = { name: '', bytes: 0 };
  for (const op of graph.ops) {
    const bytes = sizeOf(op.shape) * bytesPerValue;
    if (bytes > largestMap.bytes) largestMap = { name: `${op.name}, ${formatShape(op.shape)}`, bytes };
  }
  return { largestMap, weights, peak: liveness(graph).peakBytes };
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

/**
 * Lets a network pass that the device can hold.
 * @param device The backend and its adapter in words.
 * @throws `EngineError` with the code `memory` and the numbers where it cannot.
 */
export function admit(graph: Graph, limits: DeviceLimits, device: string): void {
  const { largestMap, weights, peak } = memoryNeed(graph);
  const [height, width] = inputShape(graph);
  const what = `${graph.name} for pictures of ${height}×${width}`;
  const advice = 'Choose a smaller network or a smaller picture.';
  if (limits.mapBytes !== null && largestMap.bytes > limits.mapBytes)
    throw new EngineError(
      'memory',
      `${what} makes a map of ${megabytes(largestMap.bytes)} (${largestMap.name}), but ${device} holds at most ${megabytes(limits.mapBytes)} in one piece. ${advice}`,
    );
  if (limits.totalBytes !== null && weights + peak > limits.totalBytes)
    throw new EngineError(
      'memory',
      `${what} needs at least ${megabytes(weights + peak)} (weights ${megabytes(weights)}, maps ${megabytes(peak)} at the fullest moment), but ${device} can take at most ${megabytes(limits.totalBytes)}. ${advice}`,
    );
}
