import type { Candidate } from '../../../models/facts/candidates.ts';
import { type Figures, intensityOf } from '../../../models/facts/needs.ts';
import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';
import { tooLarge as words } from '../../words/en/figures/measure-my-device.ts';

/** What a device allows; undefined where it does not say. */
export interface DeviceLimits {
  readonly maxBufferBytes?: number;
  readonly maxMemoryBytes?: number;
}

/** Null where the network fits, else a sentence with the numbers. */
export function tooLarge(
  needs: Pick<Figures, 'memoryBytes' | 'largestBufferBytes'>,
  limits: DeviceLimits,
): string | null {
  const { maxBufferBytes, maxMemoryBytes } = limits;
  if (maxBufferBytes !== undefined && needs.largestBufferBytes > maxBufferBytes)
    return words.array(needs.largestBufferBytes, maxBufferBytes);
  if (maxMemoryBytes !== undefined && needs.memoryBytes > maxMemoryBytes)
    return words.memory(needs.memoryBytes, maxMemoryBytes);
  return null;
}

/** A program that a GPU was asked to run: what each dispatch computes and moves. */
export interface ProgramCost {
  readonly bytes: number;
  readonly dispatches: readonly { readonly multiplyAdds: number; readonly bytes: number }[];
}

/** One network, measured. */
export interface Measurement {
  readonly id: string;
  readonly label: string;
  readonly series: Candidate['series'];
  /** `WebGPU · TF.js`. */
  readonly runsOn: string;
  readonly adapter: string;
  readonly multiplyAdds: number;
  readonly bytesMoved: number;
  /** Weights and the maps alive at the worst moment, as float32: computed. */
  readonly memoryBytes: number;
  /** What the backend said it held after the last run; on a GPU with buffers kept from the networks before. */
  readonly heldBytes: number | null;
  /** Of our own engine on WebGPU: the program that was run. */
  readonly program: ProgramCost | null;
  /** From the first run's start to its answer, shaders included, in milliseconds. */
  readonly compileMs: number;
  /** Each later run with its readback, in milliseconds. */
  readonly runsMs: readonly number[];
}

/** What a measurement says. */
export interface Result extends Spread {
  /** Multiply-adds a second at the median. */
  readonly achieved: number;
  /** Multiply-adds for each byte moved. */
  readonly intensity: number;
}

export function resultOf(measurement: Measurement): Result {
  const spread = spreadOf(measurement.runsMs);
  return {
    ...spread,
    achieved: measurement.multiplyAdds / (spread.median / 1000),
    intensity: intensityOf(measurement),
  };
}

/** The two ceilings of a device, each measured by a program that does little else. */
export interface Ceilings {
  /** Multiply-adds a second in a large matrix product. */
  readonly arithmetic: number;
  /** Bytes a second while copying a large array. */
  readonly bandwidth: number;
  /** Seconds of one more dispatch; null where nobody asked. */
  readonly dispatch: number | null;
}

/**
 * The least time that a program takes on a device, in milliseconds: for each dispatch the longer of computing and of moving bytes, and its
 * start. Null where it is not known what a start costs.
 */
export function leastMilliseconds(
  { dispatches }: ProgramCost,
  { arithmetic, bandwidth, dispatch }: Ceilings,
): number | null {
  if (dispatch === null) return null;
  return dispatches.reduce(
    (sum, { multiplyAdds, bytes }) =>
      sum + 1000 * (dispatch + Math.max(multiplyAdds / arithmetic, bytes / bandwidth)),
    0,
  );
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
