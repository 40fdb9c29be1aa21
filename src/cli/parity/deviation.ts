/** One quantity held against its reference. */
export interface Check {
  readonly name: string;
  /** How far off it is, in the measure that `bound` limits. */
  readonly deviation: number;
  readonly bound: number;
  /** What `deviation` measures, for the reader of the report. */
  readonly measure: string;
}

/** NaN is out of bounds, too. */
export function holds({ deviation, bound }: Check): boolean {
  return deviation <= bound;
}

/** ‖a − b‖ / ‖b‖, in float64; where the reference is all zero, ‖a‖. Arrays of two lengths are infinitely far apart. */
export function relativeDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    const expected = b[i] ?? 0;
    difference += ((a[i] ?? Number.NaN) - expected) ** 2;
    norm += expected ** 2;
  }
  return norm === 0 ? Math.sqrt(difference) : Math.sqrt(difference / norm);
}

/** √(mean of squares). */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2;
  return Math.sqrt(sum / values.length);
}
