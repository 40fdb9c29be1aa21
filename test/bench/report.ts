import type { Raced } from './page/main.ts';
import type { StageTimes } from './page/stages.ts';

/** The value below which the share `q` of them lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** A contender's line of the report. */
export function summarize(raced: Raced, all: readonly Raced[]) {
  const { milliseconds, ...rest } = raced;
  const own = all.find(({ name, backend }) => name === 'this engine' && backend === raced.backend);
  // Round by round, so that a slow moment of the machine counts on both sides of the fraction.
  const ratios = milliseconds.map((each, round) => each / (own?.milliseconds[round] ?? Number.NaN));
  return {
    ...rest,
    runs: milliseconds.length,
    median: quantile(milliseconds, 0.5),
    p10: quantile(milliseconds, 0.1),
    p90: quantile(milliseconds, 0.9),
    ratio: quantile(ratios, 0.5),
  };
}

/** Medians of each stage and their shares of the stages' sum. */
export function summarizeStages(times: readonly StageTimes[]) {
  const names = Object.keys(times[0]?.stages ?? {});
  const medians = names.map((name) => ({
    name,
    median: quantile(
      times.map(({ stages }) => stages[name] ?? 0),
      0.5,
    ),
  }));
  const sum = medians.reduce((total, { median }) => total + median, 0);
  const middle = (pick: (each: StageTimes) => number) => quantile(times.map(pick), 0.5);
  return {
    stages: medians.map((stage) => ({ ...stage, share: stage.median / sum })),
    sum,
    whole: middle(({ whole }) => whole),
    suppressAbove30: middle(({ suppressAbove30 }) => suppressAbove30),
    runs: times.length,
  };
}

type Race = readonly ReturnType<typeof summarize>[];
type Stages = ReturnType<typeof summarizeStages>;

const number = (value: number, width: number, digits = 1) => value.toFixed(digits).padStart(width);

export function printRace(race: Race): void {
  console.log(`${'contender'.padEnd(38)} median ms      10 %      90 %   × this engine   off by`);
  for (const { name, backend, median, p10, p90, ratio, deviation } of race)
    console.log(
      `${`${name}, ${backend}`.padEnd(38)} ${number(median, 9)} ${number(p10, 9)} ${number(p90, 9)} ${number(ratio, 15, 2)}   ${deviation === null ? 'same class' : deviation.toExponential(0)}`,
    );
}

/** What a run asks of the device, contender by contender. */
export function printCounts(
  counted: readonly { readonly name: string; readonly counts: Readonly<Record<string, number>> }[],
): void {
  const keys = Object.keys(counted[0]?.counts ?? {});
  console.log(`\n${'a run asks the device for'.padEnd(28)} ${keys.map((key) => key.padStart(11)).join('')}`);
  for (const { name, counts } of counted)
    console.log(`${name.padEnd(28)} ${keys.map((key) => String(counts[key] ?? 0).padStart(11)).join('')}`);
}

/** The dispatches that take longest, each repeated alone. */
export function printDispatches(
  dispatches: readonly { readonly name: string; readonly seconds: number }[],
  most = 12,
): void {
  const all = dispatches.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(
    `\nThis engine's ${dispatches.length} dispatches, each repeated alone: ${number(1e3 * all, 1, 3)} ms`,
  );
  for (const { name, seconds } of dispatches.toSorted((a, b) => b.seconds - a.seconds).slice(0, most))
    console.log(`${number(1e3 * seconds, 10, 3)} ms ${number((100 * seconds) / all, 5)} %  ${name}`);
}

export function printStages(backend: string, { stages, sum, whole, suppressAbove30, runs }: Stages): void {
  console.log(`\nStages of a detection by this engine, ${backend}, ${runs} rounds, waited for one by one`);
  for (const { name, median, share } of stages)
    console.log(`${name.padEnd(24)} ${number(median, 9)} ms ${number(100 * share, 6)} %`);
  console.log(`${'together'.padEnd(24)} ${number(sum, 9)} ms`);
  console.log(`${'without waiting between'.padEnd(24)} ${number(whole, 9)} ms`);
  console.log(`(decoding and suppression of boxes above 0.3 alone: ${suppressAbove30.toFixed(2)} ms)`);
}
