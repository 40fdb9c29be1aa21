import { quantile } from '../answers/bootstrap.ts';
import { releasedCost } from '../facts/scaling.ts';
import { random } from '../scenes/random.ts';
import { once, type Quantity, type ReadOff } from './exercise.ts';

/** Of the lesson “How honest is a benchmark?”: one number for many runs, and a ratio of the reader's own device. */

/** Times of one network, a run each, in milliseconds, as they came. */
export interface Runs {
  readonly times: readonly number[];
}
const medianOf = (times: readonly number[]) =>
  quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  );
const meanOf = (times: readonly number[]) => times.reduce((sum, each) => sum + each, 0) / times.length;
/** Nine runs: the first is slow, programs are still being compiled, and in a later one the machine did something else. */
function runsOf(seed: number): Runs {
  const r = random(seed, 11);
  const usual = r.between(12, 60);
  const disturbed = 3 + r.below(6);
  const times = Array.from({ length: 9 }, (_, i) => {
    if (i === 0) return usual * r.between(4, 7);
    return usual * (i === disturbed ? r.between(2, 3) : r.between(0.95, 1.15));
  });
  return { times: times.map((each) => Number(each.toFixed(1))) };
}
const runs = once(() => Array.from({ length: 60 }, (_, i) => runsOf(i + 1)).filter(isTellable));
/** No two of what is asked and what mistakes give are alike. */
function isTellable({ times }: Runs): boolean {
  const said = [medianOf(times), meanOf(times), Math.min(...times), times[0] ?? 0, times[4] ?? 0];
  return said.every((one, i) => said.slice(i + 1).every((other) => Math.abs(one / other - 1) > 0.02));
}
export const medianOfRuns: Quantity<Runs> = {
  kind: 'number',
  id: 'median-of-runs',
  goal: 'spread',
  tolerance: 0.005,
  variants: runs,
  truth: ({ times }) => medianOf(times),
  slips: {
    mean: ({ times }) => meanOf(times),
    best: ({ times }) => Math.min(...times),
    first: ({ times }) => times[0] ?? null,
    unsorted: ({ times }) => times[Math.floor(times.length / 2)] ?? null,
  },
};

/** A network beside B0, both timed on the reader's device. */
export interface OnDevice {
  readonly network: 'B1' | 'B2';
}
/** Of a row of the bench's table: median and quartiles of its runs, in milliseconds. */
const timeColumns = ['median_ms', 'lower_quartile_ms', 'upper_quartile_ms'];
/** Times of B0 and of another network by one program on one device, those measured last; null where there are none. */
function timesIn(result: unknown, network: string): readonly number[] | null {
  const { columns = [], rows = [] } = (result ?? {}) as {
    readonly columns?: readonly string[];
    readonly rows?: readonly (readonly unknown[])[];
  };
  const cell = (row: readonly unknown[], column: string) => row[columns.indexOf(column)];
  const of = (name: string) => rows.filter((row) => cell(row, 'network') === name).toReversed();
  const alike = (one: readonly unknown[], other: readonly unknown[]) =>
    ['runs_on', 'adapter'].every((column) => cell(one, column) === cell(other, column));
  for (const large of of(network)) {
    const small = of('B0').find((row) => alike(row, large));
    const times = [small ?? [], large].flatMap((row) =>
      timeColumns.map((column) => Number(cell(row, column))),
    );
    if (times.every((each) => Number.isFinite(each) && each > 0)) return times;
  }
  return null;
}
/** Multiply-adds over B0’s. */
export const workTimes = ({ network }: OnDevice) =>
  releasedCost(network).multiplyAdds / releasedCost('B0').multiplyAdds;
/** A ratio is written to two or three digits. */
const rounding = 0.02;
export const ownRatio: ReadOff<OnDevice> = {
  kind: 'read',
  id: 'own-ratio',
  goal: 'spread',
  figure: 'measure-my-device',
  variants: () => (['B1', 'B2'] as const).map((network) => ({ network })),
  measured: (result, { network }) => timesIn(result, network),
  band: ([small = 0, smallLow = 0, smallHigh = 0, large = 0, largeLow = 0, largeHigh = 0]) => ({
    value: large / small,
    from: (largeLow / smallHigh) * (1 - rounding),
    to: (largeHigh / smallLow) * (1 + rounding),
  }),
  slips: {
    work: (_, variant) => workTimes(variant),
    upsideDown: ([small = 0, , , large = 0]) => small / large,
  },
};
