import { floorOf } from '../../parts/bench/floor.ts';
import { type Ceilings, type Measurement, timesOf } from '../../parts/bench/measurement.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns } from '../../words/en/figures/every-network-floors.ts';

/** A network that our own engine ran here: what it asked for, and how far from the least time it stayed. */
export interface ReachedFloor {
  readonly label: string;
  readonly dispatches: number;
  /** That the program moves. */
  readonly bytes: number;
  readonly leastMs: number;
  readonly medianMs: number;
  /** Share of the least time's speed. */
  readonly reached: number;
}

/** Of each network with a program of ours, the fewest dispatches first; none before the ceilings are known. */
export function floorsOf(
  measured: readonly Pick<Measurement, 'label' | 'program' | 'runsMs'>[],
  ceilings: Ceilings | null,
): readonly ReachedFloor[] {
  return measured
    .flatMap(({ label, program, runsMs }) => {
      const medianMs = timesOf({ runsMs }).median;
      const floor = floorOf(program, medianMs, ceilings);
      if (floor === null || program === null) return [];
      return [{ label, dispatches: program.dispatches.length, bytes: program.bytes, medianMs, ...floor }];
    })
    .sort((a, b) => a.dispatches - b.dispatches);
}

export function floorTable(floors: readonly ReachedFloor[]): DataTable {
  return {
    name: 'every-network-floors',
    columns,
    rows: floors.map(({ label, dispatches, bytes, leastMs, medianMs, reached }) => [
      label,
      dispatches,
      bytes,
      Number(leastMs.toPrecision(3)),
      Number(medianMs.toPrecision(3)),
      Number((100 * reached).toPrecision(2)),
    ]),
  };
}
