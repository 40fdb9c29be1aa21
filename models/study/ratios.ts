import { byPapersRule } from './findings.ts';
import { differ, type Measured } from './measured.ts';
import { networkOf, ourBases, scaled } from './networks.ts';

/** The base, scaled to one φ by the paper's ratio and by our own. */
export interface TwoRatios {
  readonly phi: number;
  readonly paper: Measured;
  readonly ours: Measured;
  /** Whether the two differ by more than their seeds do; undefined where no deviation is known. */
  readonly told: boolean | undefined;
}

/**
 * The triple of the grid whose first run named the most validation pictures right, as a search with one run each finds it. What later seeds
 * make of it judges the choice and does not change it: a choice among means of unlike many runs would favour those that ran once.
 */
export function bestOnValidation(measured: readonly Measured[]): Measured | undefined {
  const validation = ({ records: [first] }: Measured): number => first?.validation ?? 0;
  return measured
    .filter(({ network }) => network.triple !== undefined)
    .toSorted((a, b) => validation(b) - validation(a))[0];
}

/** Each φ but 0 at which both ratios were trained, in the order of φ. */
export function ratiosCompared(
  measured: readonly Measured[],
  deviation: number | undefined,
): readonly TwoRatios[] {
  return byPapersRule(measured).flatMap((paper): readonly TwoRatios[] => {
    const { phi = 0 } = paper.network;
    const own = networkOf(scaled(ourBases, phi)).name;
    const ours = measured.find(({ network }) => network.name === own);
    return ours === undefined || ours === paper
      ? []
      : [{ phi, paper, ours, told: differ(paper, ours, deviation) }];
  });
}
