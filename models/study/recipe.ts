import type { Graph } from '../graph/graph.ts';
import { opAt } from '../graph/graph.ts';
import type { ArtistId } from '../scenes/art.ts';
import { cosine, random } from '../scenes/random.ts';
import type { Task } from './kinds.ts';

/** How every network of the study is trained, but for how long. */
export const recipe = {
  batch: 64,
  learningRate: 8e-3,
  warmUp: 100,
  /** Part of the learning rate that is left at the end; it falls as a cosine. */
  last: 0.01,
  weightDecay: 0.05,
  betas: [0.9, 0.99],
  clip: 5,
  average: 0.99,
} as const;

/** How long a run is, and on which pictures. */
export interface Length {
  /** Pictures that are presented, a multiple of the batch, and how many different ones they are drawn from. */
  readonly seen: number;
  readonly distinct: number;
  /** Pictures of each set that it is measured on. */
  readonly measured: number;
}

export const wholeLength: Length = { seen: 160_000, distinct: 40_000, measured: 6016 };

/** What is known of one training when it is over. Every number that the site prints of the study is from such a record. */
export interface StudyRecord {
  readonly name: string;
  readonly task: Task;
  readonly depth: number;
  readonly width: number;
  readonly resolution: number;
  readonly phi?: number;
  readonly ratio?: 'paper';
  readonly seed: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  readonly seen: number;
  readonly distinct: number;
  /** Shares of pictures that are named right: with known artists, and by each artist that it never saw. */
  readonly validation: number;
  readonly test: number;
  readonly unseen: Readonly<Partial<Record<ArtistId, number>>>;
  readonly measured: number;
  /** SHA-256 of the weights' moving average, float32 as the graph orders them. */
  readonly hash: string;
}

/** The learning rate of a step, which counts from 1. */
export function learningRateAt(step: number, steps: number): number {
  const { learningRate, warmUp, last } = recipe;
  const start = Math.min(warmUp, Math.ceil(steps / 4));
  if (step <= start) return (learningRate * step) / start;
  const part = (step - start) / Math.max(1, steps - start);
  return learningRate * (last + ((1 - last) * (1 + cosine(Math.PI * part))) / 2);
}

/**
 * Weights before training: kernels by chance as wide as their outputs ask for (He et al. 2015), and gain 0 in the last batch norm of every
 * block that adds its input, so that a deep network begins as a shallow one (Goyal et al. 2017). Without it depth cannot be compared.
 */
export function firstWeights(graph: Graph, seed: number): Map<string, Float32Array> {
  const { normal } = random(seed, 3);
  const idle = new Set(
    graph.ops.flatMap((op) => {
      const before = op.kind === 'add' ? opAt(graph, op.inputs[0] ?? 0) : undefined;
      return before?.kind === 'batchNorm' ? [before.gamma] : [];
    }),
  );
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
