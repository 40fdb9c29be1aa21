import { byPapersRule } from './findings.ts';
import { differ, type Measured, mean } from './measured.ts';
import { networkOf, ourBases, scaled } from './networks.ts';

/** The base, scaled to one φ by the paper's ratio and by our own. */
export interface TwoRatios {
  readonly phi: number;
  readonly paper: Measured;
  readonly ours: Measured;
  /** Whether the two differ by more than their seeds do; undefined where no deviation is known. */
  readonly told: boolean | undefined;
}

/** What a search among the grid's triples comes to. */
export interface Search {
  readonly triples: number;
  /** Runs of each triple; of the one with the fewest, where they differ. */
  readonly seeds: number;
  /** The triple whose runs named the most validation pictures right, on average. */
  readonly best: Measured;
  /** What a search with one run each would have taken. */
  readonly byFirst: Measured;
}

/** Undefined where nothing of the grid is trained. A mean of few runs is luckier than one of many: all triples should have as many. */
export function searched(measured: readonly Measured[]): Search | undefined {
  const all = measured.filter(({ network }) => network.triple !== undefined);
  const by = (validation: (of: Measured) => number) =>
    all.toSorted((a, b) => validation(b) - validation(a))[0];
  const best = by(({ records }) => mean(records.map((record) => record.validation)));
  const byFirst = by(({ records }) => records[0]?.validation ?? 0);
  if (best === undefined || byFirst === undefined) return undefined;
  const seeds = Math.min(...all.map(({ records }) => records.length));
  return { triples: all.length, seeds, best, byFirst };
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
