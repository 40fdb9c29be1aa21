import type { ArtistId } from '../scenes/art.ts';
import { cosine } from '../scenes/random.ts';
import type { Task } from './kinds.ts';
import type { StudyNetwork } from './networks.ts';

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
  /** Part of the weights' moving average that stays in a step, at most. */
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

/** One training: a network, a task, a seed and how it begins. */
export interface StudyRun {
  readonly network: StudyNetwork;
  readonly task: Task;
  readonly seed: number;
  /** Gain of the last batch norm of a block that adds its input; 0 where nothing is said. */
  readonly gain?: 0 | 1;
}

/** Pictures that a training in the page sees, each once: 150, 400 or 625 steps. */
export const shortLengths = [9600, 25_600, 40_000] as const;

/** What is known of a training before it is over. */
export interface RunFacts {
  readonly name: string;
  readonly task: Task;
  readonly depth: number;
  readonly width: number;
  readonly resolution: number;
  readonly phi?: number;
  readonly ratio?: NonNullable<StudyNetwork['ratio']>;
  readonly seed: number;
  /** Where it did not begin with gain 0 in the blocks that add their input. */
  readonly gain?: 1;
  readonly multiplyAdds: number;
  readonly parameters: number;
}

/** What is known of one training when it is over. Every number that the site prints of the study is from such a record. */
export interface StudyRecord extends RunFacts {
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

/** A run is at least so many times as long as what its moving average remembers; else the first weights would still be in it at the end. */
const memories = 6.25;

/** How the weights change in a step, which counts from 1, of a run of so many. */
export const changeAt = (step: number, steps: number) => ({
  ...recipe,
  step,
  learningRate: learningRateAt(step, steps),
  average: Math.min(recipe.average, Math.max(0, 1 - memories / steps)),
});
