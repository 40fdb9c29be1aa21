import type { Candidate } from '../../../models/facts/candidates.ts';
import { type Figures, intensityOf } from '../../../models/facts/needs.ts';
import type { PublishedLatency } from '../../../models/facts/published-latencies.ts';
import { floorOf } from '../../parts/bench/floor.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { tables as words } from '../../words/en/figures/measure-my-device.ts';
import { type Ceilings, type Measurement, resultOf } from './logic.ts';

/** Every measurement with all that is needed to judge it: what ran, where, and each single run. */
export function measurementTable(measurements: readonly Measurement[], ceilings: Ceilings | null): DataTable {
  return {
    name: 'measure-my-device',
    columns: [
      'network',
      'series',
      'runs_on',
      'adapter',
      'multiply_adds',
      'bytes_moved',
      'memory_needed_bytes',
      'memory_held_bytes',
      'first_run_ms',
      'median_ms',
      'lower_quartile_ms',
      'upper_quartile_ms',
      'runs',
      'multiply_adds_per_second',
      'dispatches',
      'program_bytes_moved',
      'program_least_ms',
      'share_of_least_reached',
      'each_run_ms',
    ],
    rows: measurements.map((each) => {
      const { median, lowerQuartile, upperQuartile, runs, achieved } = resultOf(each);
      const floor = floorOf(each.program, median, ceilings);
      return [
        each.label,
        each.series,
        each.runsOn,
        each.adapter,
        each.multiplyAdds,
        each.bytesMoved,
        each.memoryBytes,
        each.heldBytes,
        each.compileMs,
        median,
        lowerQuartile,
        upperQuartile,
        runs,
        Math.round(achieved),
        each.program?.dispatches.length ?? null,
        each.program?.bytes ?? null,
        floor && Number(floor.leastMs.toPrecision(4)),
        floor && Number(floor.reached.toPrecision(4)),
        each.runsMs.map((value) => value.toFixed(3)).join(' '),
      ];
    }),
  };
}

/** What is known without running anything. */
export function candidateTable(
  networks: readonly { readonly candidate: Candidate; readonly figures: Figures }[],
): DataTable {
  return {
    name: 'measure-my-device-networks',
    columns: words.needsColumns,
    rows: networks.map(({ candidate, figures }) => [
      candidate.label,
      figures.multiplyAdds,
      figures.parameters,
      figures.bytesMoved,
      Number(intensityOf(figures).toFixed(3)),
      figures.memoryBytes,
      figures.largestBufferBytes,
    ]),
  };
}

export function publishedTable(published: readonly PublishedLatency[]): DataTable {
  return {
    name: 'published-latency',
    columns: words.publishedColumns,
    rows: published.map(({ label, milliseconds, multiplyAdds, source }) => [
      label,
      milliseconds,
      multiplyAdds,
      source,
    ]),
  };
}
