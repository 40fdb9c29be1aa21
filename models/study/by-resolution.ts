import { type Measured, mean } from './measured.ts';

/** Some of the trained triples, over all of them. */
export interface Half {
  readonly count: number;
  /** Share of test pictures named right: the mean over the triples, and what lies lowest and highest. */
  readonly test: number;
  readonly least: number;
  readonly most: number;
  /** A picture, on average. */
  readonly multiplyAdds: number;
}

/** The trained triples, parted by how much of their budget goes into resolution. */
export interface ByResolution {
  /** The least γ of those that raise resolution more: the median of all triples. */
  readonly gamma: number;
  readonly more: Half;
  readonly less: Half;
  /** Whether their means lie two standard deviations apart, by what seeds do to the runs. */
  readonly told: boolean;
}

/** Parts the trained triples at their median γ. Undefined with fewer than three on a side, or where no deviation is known. */
export function byResolution(
  measured: readonly Measured[],
  deviation: number | undefined,
): ByResolution | undefined {
  const triples = measured.flatMap(({ network: { triple }, ...rest }) =>
    triple === undefined ? [] : [{ ...rest, gamma: triple.gamma }],
  );
  const gammas = triples.map(({ gamma }) => gamma).toSorted((a, b) => a - b);
  const gamma = gammas[Math.floor(gammas.length / 2)];
  if (gamma === undefined || deviation === undefined) return undefined;
  const [more, less] = [true, false].map((high) => triples.filter((each) => each.gamma >= gamma === high));
  if (more!.length < 3 || less!.length < 3) return undefined;
  const [high, low] = [halfOf(more!), halfOf(less!)];
  const error = deviation * Math.hypot(errorOf(more!), errorOf(less!));
  return { gamma, more: high, less: low, told: Math.abs(high.test - low.test) >= 2 * error };
}

type Trained = Pick<Measured, 'test' | 'multiplyAdds' | 'records'>;

function halfOf(all: readonly Trained[]): Half {
  const tests = all.map(({ test }) => test);
  return {
    count: all.length,
    ...{ test: mean(tests), least: Math.min(...tests), most: Math.max(...tests) },
    multiplyAdds: mean(all.map(({ multiplyAdds }) => multiplyAdds)),
  };
}

/** Of a mean of networks, where one run has an error of 1. */
const errorOf = (all: readonly Trained[]): number =>
  Math.sqrt(all.reduce((sum, { records }) => sum + 1 / records.length, 0)) / all.length;
