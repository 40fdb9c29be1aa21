import { type StudyNetwork, studyNetworks } from './networks.ts';
import { type StudyRecord, wholeLength } from './recipe.ts';

/** A network of the study that was trained at full length on the whole task, over all its seeds. */
export interface Measured {
  readonly network: StudyNetwork;
  /** By seed. */
  readonly records: readonly StudyRecord[];
  /** A picture. */
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** Share of test pictures named right: over the seeds the mean, and what lies lowest and highest. */
  readonly test: number;
  readonly least: number;
  readonly most: number;
}

/** Of one value at least. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is measured at full length with the recipe as it stands, those that cost least first. A network that no run is over of is not there. */
export function measuredNetworks(records: readonly StudyRecord[]): readonly Measured[] {
  const long = records.filter(
    ({ task, seen, gain }) => task === 'whole' && seen === wholeLength.seen && gain === undefined,
  );
  return studyNetworks
    .flatMap((network): Measured[] => {
      const runs = long.filter(({ name }) => name === network.name);
      const [first] = runs;
      if (first === undefined) return [];
      const { multiplyAdds, parameters } = first;
      const tests = runs.map(({ test }) => test);
      return [
        {
          ...{ network, records: runs.toSorted((a, b) => a.seed - b.seed), multiplyAdds, parameters },
          ...{ test: mean(tests), least: Math.min(...tests), most: Math.max(...tests) },
        },
      ];
    })
    .sort((a, b) => a.multiplyAdds - b.multiplyAdds);
}

/** Those that a sentence may lean on: networks with two seeds at least. A single run is drawn and listed, and nothing is made of it. */
export const repeated = (measured: readonly Measured[]): readonly Measured[] =>
  measured.filter(({ records }) => records.length >= 2);

/**
 * The standard deviation of one value around the mean of its group, pooled over all groups of two values or more. Undefined where there is
 * none.
 */
export function deviationWithin(groups: readonly (readonly number[])[]): number | undefined {
  const several = groups.filter(({ length }) => length > 1);
  const free = several.reduce((sum, { length }) => sum + length - 1, 0);
  if (free === 0) return undefined;
  const squares = several.flatMap((values) => values.map((value) => (value - mean(values)) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / free);
}

/** What another seed moves of a run's test share, over all networks of two seeds or more. Undefined where there is none. */
export const seedDeviation = (measured: readonly Measured[]): number | undefined =>
  deviationWithin(measured.map(({ records }) => records.map(({ test }) => test)));

/**
 * Whether two networks differ by more than their seeds do: two standard deviations of the difference of their means, each of so many runs.
 * Undefined where no deviation is known.
 */
export function differ(a: Measured, b: Measured, deviation: number | undefined): boolean | undefined {
  if (deviation === undefined) return undefined;
  const error = deviation * Math.sqrt(1 / a.records.length + 1 / b.records.length);
  return Math.abs(a.test - b.test) >= 2 * error;
}
