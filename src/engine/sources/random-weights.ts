import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';

/** A small deterministic generator (mulberry32) of numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Weights drawn from a seed for an inference graph, scaled so that maps neither vanish nor overflow on their way (He-uniform
 * kernels, no bias): good for measuring time and memory, meaningless as answers.
 */
export function randomWeights(graph: Graph, seed: number): Weights {
  const random = generator(seed);
  const weights = new Map<string, Float32Array>();
  for (const { name, shape, role } of graph.parameters) {
    const count = shape.reduce((product, side) => product * side, 1);
    const values = new Float32Array(count);
    if (role === 'kernel') {
      // Output channels stand last, except in a depthwise kernel, whose last axis is 1.
      const fanIn = shape.at(-1) === 1 ? (shape[0] ?? 1) * (shape[1] ?? 1) : count / (shape.at(-1) ?? 1);
      const limit = Math.sqrt(6 / fanIn);
      for (let i = 0; i < count; i++) values[i] = (2 * random() - 1) * limit;
    } else if (role !== 'bias' && role !== 'shift' && role !== 'beta' && role !== 'mean') values.fill(1);
    weights.set(name, values);
  }
  return weights;
}
