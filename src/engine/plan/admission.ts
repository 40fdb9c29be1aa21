import type { Graph } from '../../../models/graph/graph.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { liveness } from '../../../models/graph/liveness.ts';
import { bytesPerValue, type Shape, sizeOf } from '../../../models/graph/shape.ts';
import type { DeviceLimits, RunsOn } from '../protocol/device.ts';
import { EngineError } from '../protocol/error.ts';

/** What a network needs at least, in bytes. */
export interface MemoryNeed {
  readonly largestMap: { readonly name: string; readonly shape: Shape; readonly bytes: number };
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
  let largestMap: MemoryNeed['largestMap'] = { name: '', shape: [0, 0, 0], bytes: 0 };
  for (const op of graph.ops) {
    const bytes = sizeOf(op.shape) * bytesPerValue;
    if (bytes > largestMap.bytes) largestMap = { name: op.name, shape: op.shape, bytes };
  }
  return { largestMap, weights, peak: liveness(graph).peakBytes };
}

/**
 * Lets a network pass that the device can hold.
 * @throws EngineError `memory` with the numbers where it cannot.
 */
export function admit(graph: Graph, limits: DeviceLimits, on: RunsOn & { readonly adapter: string }): void {
  const { largestMap, weights, peak } = memoryNeed(graph);
  const [height, width] = inputShape(graph);
  const { device, executor, adapter } = on;
  const subject = {
    code: 'memory',
    network: graph.name,
    size: [height, width],
    on: { device, executor, adapter },
  } as const;
  if (limits.mapBytes !== null && largestMap.bytes > limits.mapBytes) {
    const { name: map, shape, bytes } = largestMap;
    throw new EngineError({ ...subject, what: 'map', map, shape, bytes, limit: limits.mapBytes });
  }
  if (limits.totalBytes !== null && weights + peak > limits.totalBytes)
    throw new EngineError({ ...subject, what: 'total', weights, maps: peak, limit: limits.totalBytes });
}
