import type { Weights } from '../../parts/picker/weights.ts';
import { times } from '../../words/en/quantity.ts';

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

/** How long a run took. */
export interface Timed {
  /** Milliseconds of a run, the median of a few; null for the run that was made with the page. */
  readonly milliseconds: number | null;
  /** `WebGPU · TF.js`. */
  readonly runsOn: string | null;
}

/** Milliseconds as a reader wants them: `7.3 ms`, `128 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)}\u202fs`;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)}\u202fms`;
}

/** How time follows cost from one rung to a larger one; empty where both were not timed on one and the same. */
export function pace(
  smaller: { readonly rung: Step; readonly answer: Timed },
  larger: { readonly rung: Step; readonly answer: Timed },
): string {
  const [first, last] = [smaller.answer.milliseconds, larger.answer.milliseconds];
  if (first === null || last === null || smaller.answer.runsOn !== larger.answer.runsOn) return '';
  const cost = times(larger.rung.multiplyAdds / smaller.rung.multiplyAdds, 2);
  return `${larger.rung.short} computes ${cost} as many multiply-adds as ${smaller.rung.short} and takes ${times(last / first, 2)} as long.`;
}

/** The value in the middle; of an even number the lower of the middle two. */
export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
}
