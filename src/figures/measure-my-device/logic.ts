import type { Series } from '../../../models/facts/candidates.ts';
import { intensityOf } from '../../../models/facts/needs.ts';
import type { Ceilings } from '../../parts/bench/measurement.ts';
import { type Measurement as Measured, timesOf } from '../../parts/bench/measurement.ts';
import type { Spread } from '../../parts/runs/statistics.ts';

export type { Ceilings } from '../../parts/bench/measurement.ts';
/** One of the figure's networks, measured. */
export type Measurement = Measured<Series>;

/** What a measurement says. */
export interface Result extends Spread {
  /** Multiply-adds a second at the median. */
  readonly achieved: number;
  /** Multiply-adds for each byte moved. */
  readonly intensity: number;
}

export function resultOf(measurement: Measurement): Result {
  const spread = timesOf(measurement);
  return {
    ...spread,
    achieved: measurement.multiplyAdds / (spread.median / 1000),
    intensity: intensityOf(measurement),
  };
}

/** The most multiply-adds a second that a program of this intensity can reach (the roofline model). */
export function attainable(ceilings: Ceilings, intensity: number): number {
  return Math.min(ceilings.arithmetic, ceilings.bandwidth * intensity);
}

/** Intensity from which arithmetic and no longer memory is what limits. */
export function ridge(ceilings: Ceilings): number {
  return ceilings.arithmetic / ceilings.bandwidth;
}

/**
 * Slope of log latency over log multiply-adds in one series: 1 where time follows the count. Null for fewer than two
 * networks of different cost.
 */
export function slope(measurements: readonly Measurement[]): number | null {
  const points = measurements.map(
    (each) => [Math.log(each.multiplyAdds), Math.log(resultOf(each).median)] as const,
  );
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const across = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (points.length < 2 || across === 0) return null;
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / across;
}
