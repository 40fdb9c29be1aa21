import type { Graph } from '../../../../models/graph/graph.ts';
import { sizeOf } from '../../../../models/graph/shape.ts';

/** A network, what it is given besides its first input, and what must come out. */
export interface Proof {
  readonly graph: Graph;
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** By output; computed in float64 by plain loops that share no code with the engine (test/parity). */
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

/** Numbers between −1 and 1 without a generator: the fractional parts of multiples of the golden ratio. */
function proofValues(count: number, start: number): Float32Array {
  const ratio = (Math.sqrt(5) - 1) / 2;
  return Float32Array.from({ length: count }, (_, i) => 2 * (((start + i) * ratio) % 1) - 1);
}

/** What a proof's network is given first. */
export function proofInput({ graph }: Proof): Float32Array {
  return proofValues(sizeOf(graph.ops[0]?.shape ?? [0, 0, 0]), 0);
}

/** A proof's weights: one stretch of the sequence for each parameter, in order. */
export function proofWeights(graph: Graph): Map<string, Float32Array> {
  let start = 1;
  return new Map(
    graph.parameters.map(({ name, shape, role }) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const values = proofValues(count, start);
      start += count;
      // Fusion weights below zero would switch an input off; a variance is above it.
      const positive = role === 'fusion' || role === 'variance';
      return [name, positive ? values.map((value) => 1 + value / 2) : values];
    }),
  );
}
