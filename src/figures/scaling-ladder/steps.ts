import { type Weights, weightsOf } from '../../parts/picker/weights.ts';
import * as words from '../../words/en/figures/scaling-ladder.ts';

/** What every rung of a ladder has, classifier or detector, before anything runs. */
export interface Step {
  /** `B3`; the only one of that name on its ladder. */
  readonly short: string;
  /** `EfficientNet-B3`. */
  readonly name: string;
  /** Side of its pictures in pixels. */
  readonly resolution: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Checkpoints that can be run here: the first, unless another of them is stored already. */
  readonly weights: readonly Weights[];
}

/** By which weights a rung answered, and how long that took. */
export interface Timed {
  /** Id of the checkpoint. */
  readonly weights: string;
  /** Milliseconds of a run, the median of a few; null for the run that was made with the page. */
  readonly milliseconds: number | null;
  /** `WebGPU · TF.js`. */
  readonly runsOn: string | null;
}

/** The weights that a rung tells of: those by which it answered, before that the ones that it would take. */
export function weightsAt(rung: Step, answer: Timed | undefined, stored: ReadonlySet<string>): Weights {
  return rung.weights.find(({ id }) => id === answer?.weights) ?? weightsOf(rung, stored);
}

/** How time follows cost from one rung to a larger one; empty where both were not timed on one and the same. */
export function pace(
  smaller: { readonly rung: Step; readonly answer: Timed },
  larger: { readonly rung: Step; readonly answer: Timed },
): string {
  const [first, last] = [smaller.answer.milliseconds, larger.answer.milliseconds];
  if (first === null || last === null || smaller.answer.runsOn !== larger.answer.runsOn) return '';
  const cost = larger.rung.multiplyAdds / smaller.rung.multiplyAdds;
  return words.pace(larger.rung.short, smaller.rung.short, cost, last / first);
}

/** The value in the middle; of an even number the lower of the middle two. */
export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
}
