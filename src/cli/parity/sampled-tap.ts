import type { Tap } from '../../engine/protocol/maps.ts';
import { type Check, rootMeanSquare } from './deviation.ts';

/** A reference map of which a golden keeps the shape, two moments and values at some flat positions. */
export interface SampledTap {
  readonly shape: readonly number[];
  readonly mean: number;
  readonly rms: number;
  readonly positions: readonly number[];
  readonly values: readonly number[];
}

/** Each sampled value within 1e-3·rms + 1e-5, and the rms within 1e-3 relative: float32 sums in another order over up to 380 layers. */
export function checkSampled(name: string, tap: Tap, expected: SampledTap): Check[] {
  const size = expected.shape.reduce((product, side) => product * side, 1);
  if (tap.data.length !== size)
    return [
      { name: `${name} size`, deviation: Math.abs(tap.data.length - size), bound: 0, measure: 'values' },
    ];
  const bound = 1e-3 * expected.rms + 1e-5;
  let worst = 0;
  expected.positions.forEach((position, i) => {
    const difference = Math.abs((tap.data[position] ?? Number.NaN) - (expected.values[i] ?? 0));
    worst = Number.isNaN(difference) ? Number.NaN : Math.max(worst, difference);
  });
  const rms = Math.abs(rootMeanSquare(tap.data) / expected.rms - 1);
  return [
    { name, deviation: worst, bound, measure: `largest of ${expected.positions.length} differences` },
    { name, deviation: rms, bound: 1e-3, measure: 'rms, relative' },
  ];
}
