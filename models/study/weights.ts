import { type Graph, opAt } from '../graph/graph.ts';
import type { Weights } from '../operators/fold.ts';
import { random } from '../scenes/random.ts';

/**
 * Weights before training: kernels by chance as wide as their outputs ask for (He et al. 2015), and gain 0 in the last batch norm of every
 * block that adds its input, so that a deep network begins as a shallow one (Goyal et al. 2017).
 * @param gain of those norms: 0, or 1 as in all others
 */
export function firstWeights(graph: Graph, seed: number, gain: 0 | 1 = 0): Map<string, Float32Array> {
  const { normal } = random(seed, 3);
  const adding = graph.ops.flatMap((op) => {
    const before = op.kind === 'add' ? opAt(graph, op.inputs[0] ?? 0) : undefined;
    return before?.kind === 'batchNorm' ? [before.gamma] : [];
  });
  const idle = new Set(gain === 0 ? adding : []);
  const last = new Set(graph.ops.flatMap((op) => (op.kind === 'dense' ? [op.kernel] : [])));
  return new Map(
    graph.parameters.map(({ name, shape, role }) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const [height = 1, width = 1, , outputs = 1] = shape;
      // A depthwise kernel [h, w, channels, 1] has one input and one output.
      const deviation = last.has(name) ? 0.01 : Math.sqrt(2 / (height * width * outputs));
      const start = role === 'variance' || (role === 'gamma' && !idle.has(name)) ? 1 : 0;
      const values = Float32Array.from({ length: count }, () =>
        role === 'kernel' ? normal(deviation) : start,
      );
      return [name, values] as const;
    }),
  );
}

/** The weights' bytes that a record's hash is of. */
export function hashedBytes(graph: Graph, weights: Weights): Uint8Array<ArrayBuffer> {
  const all = graph.parameters.map(({ name }) => weights.get(name) ?? new Float32Array());
  const values = new Float32Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of all) {
    values.set(each, at);
    at += each.length;
  }
  return new Uint8Array(values.buffer);
}

/** Weights from the bytes that a record's hash is of. */
export function weightsOfBytes(graph: Graph, bytes: Uint8Array): Map<string, Float32Array> {
  const values = new Float32Array(bytes.slice().buffer);
  let at = 0;
  return new Map(
    graph.parameters.map(({ name, shape }) => {
      const from = at;
      at += shape.reduce((product, side) => product * side, 1);
      return [name, values.subarray(from, at)] as const;
    }),
  );
}
