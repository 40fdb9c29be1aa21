import { efficientNet } from '../../../models/families/efficientnet.ts';
import { bytesPerValue, type Cost, cost } from '../../../models/graph/cost.ts';
import { fold } from '../../../models/graph/fold.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { liveness } from '../../../models/graph/liveness.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { bytes } from '../../components/quantity.ts';
import type { Candidate } from './candidates.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What a network needs before it is run. */
export interface Needs {
  readonly graph: Graph;
  readonly cost: Cost;
  /** Weights and the maps alive at the worst moment, as float32. */
  readonly memoryBytes: number;
  /** The largest single map or weight array: a GPU binds each as one buffer. */
  readonly largestBufferBytes: number;
}

/** Builds the inference graph of a candidate and adds up what it needs. */
export function needsOf(candidate: Candidate): Needs {
  const graph = fold(efficientNet(candidate.config));
  const total = cost(graph);
  const maps = graph.ops.map((op) => sizeOf(op.shape) * bytesPerValue);
  const weights = graph.parameters.map(({ shape }) => shape.reduce((a, b) => a * b, 1) * bytesPerValue);
  const memoryBytes = total.weightBytes + liveness(graph).peakBytes;
  const largestBufferBytes = [...maps, ...weights].reduce((a, b) => Math.max(a, b), 0);
  return { graph, cost: total, memoryBytes, largestBufferBytes };
}

/** What a device allows; undefined where it does not say. */
export interface DeviceLimits {
  readonly maxBufferBytes?: number;
  readonly maxMemoryBytes?: number;
}

/** Null where the network fits, else a sentence with the numbers. */
export function tooLarge(
  needs: Pick<Needs, 'memoryBytes' | 'largestBufferBytes'>,
  limits: DeviceLimits,
): string | null {
  const { maxBufferBytes, maxMemoryBytes } = limits;
  if (maxBufferBytes !== undefined && needs.largestBufferBytes > maxBufferBytes)
    return `Too large for this device: its largest array takes ${bytes(needs.largestBufferBytes)}, and a buffer here may hold ${bytes(maxBufferBytes)}. Try a smaller picture.`;
  if (maxMemoryBytes !== undefined && needs.memoryBytes > maxMemoryBytes)
    return `Too large for this device: the network needs ${bytes(needs.memoryBytes)} at once, and ${bytes(maxMemoryBytes)} are allowed here. Try fewer channels or a smaller picture.`;
  return null;
}

/** One network, measured. */
export interface Measurement {
  readonly id: string;
  readonly label: string;
  readonly series: Candidate['series'];
  readonly backend: string;
  readonly adapter: string;
  readonly multiplyAdds: number;
  readonly bytesMoved: number;
  readonly memoryBytes: number;
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
    intensity: measurement.multiplyAdds / measurement.bytesMoved,
  };
}

/** The two ceilings of a device, each measured by a program that does little else. */
export interface Ceilings {
  /** Multiply-adds a second in a large matrix product. */
  readonly arithmetic: number;
  /** Bytes a second while copying a large array. */
  readonly bandwidth: number;
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

const columns = [
  'network',
  'series',
  'backend',
  'adapter',
  'multiply_adds',
  'bytes_moved',
  'memory_bytes',
  'first_run_ms',
  'median_ms',
  'lower_quartile_ms',
  'upper_quartile_ms',
  'runs',
  'multiply_adds_per_second',
] as const;

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The measurements as CSV with a header line (RFC 4180). */
export function toCsv(measurements: readonly Measurement[]): string {
  const rows = measurements.map((each) => {
    const { median, lowerQuartile, upperQuartile, runs, achieved } = resultOf(each);
    return [
      each.label,
      each.series,
      each.backend,
      each.adapter,
      each.multiplyAdds,
      each.bytesMoved,
      each.memoryBytes,
      each.compileMs,
      median,
      lowerQuartile,
      upperQuartile,
      runs,
      Math.round(achieved),
    ];
  });
  return [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n');
}
