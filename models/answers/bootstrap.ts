import type { MatchedPictures } from './average-precision.ts';

/** How the interval of a measurement was made; the words are those of a checkpoint's card. */
export interface Bootstrap {
  readonly method: 'basic';
  readonly draws: number;
  /** What is drawn again; the training that made the weights is not. */
  readonly over: 'scenes';
}

export interface BasicInterval {
  readonly low: number;
  readonly high: number;
  /** Mean over the draws, less the estimate: how much drawing a picture twice flatters a network. */
  readonly bias: number;
}

/** As many pictures as there are, drawn with replacement: how often each comes. Draw by draw the same on every machine. */
export function copiesOf(pictures: number, draw: number): Float64Array {
  const copies = new Float64Array(pictures);
  const start = mixed(draw + 1);
  for (let place = 0; place < pictures; place++) {
    const uniform = mixed(start + Math.imul(place + 1, 0x9e3779b1)) / 2 ** 32;
    copies[Math.floor(uniform * pictures)]!++;
  }
  return copies;
}

/**
 * The 95 % interval of a mean over pictures, by the basic bootstrap: the quantiles of the drawn values, reflected at the
 * estimate. A picture that is drawn twice agrees with itself, so drawn values lie above the estimate; quantiles taken as
 * they are would lie too high, reflected ones do not (Davison and Hinkley 1997, Bootstrap Methods and their Application, chapter 5).
 * @param measure the value where each picture counts as often as it is told; null where there is none
 * @returns null where nothing was drawn
 */
export function basicInterval(
  estimate: number,
  pictures: number,
  draws: number,
  measure: (copies: Float64Array) => number | null,
): BasicInterval | null {
  const drawn: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = measure(copiesOf(pictures, draw));
    if (value !== null) drawn.push(value);
  }
  if (drawn.length === 0) return null;
  drawn.sort((a, b) => a - b);
  const average = drawn.reduce((a, b) => a + b, 0) / drawn.length;
  return {
    low: 2 * estimate - quantile(drawn, 0.975),
    high: 2 * estimate - quantile(drawn, 0.025),
    bias: average - estimate,
  };
}

/** The interval of an average precision over the pictures; null where no object counts. */
export function precisionInterval(matched: MatchedPictures, draws: number): BasicInterval | null {
  const { ap } = matched.precision();
  return ap === null
    ? null
    : basicInterval(ap, matched.count, draws, (copies) => matched.precisionOf(copies));
}

/** Straight between the two values that the place falls between, as numpy's `quantile` has it. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/** MurmurHash3's finalizer: 32 bits of which each depends on every bit of the value. */
function mixed(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
