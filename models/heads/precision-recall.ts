/** What becomes of one class where everything at least this probable is called so. */
export interface ThresholdPoint {
  readonly threshold: number;
  /** Null where nothing is called so. */
  readonly precision: number | null;
  /** Null where nothing is so. */
  readonly recall: number | null;
  /** How many are called so, and how many of these are. */
  readonly called: number;
  readonly right: number;
}

/** One picture's probability of the class in question, and whether it is of that class. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/** Precision and recall of one class at a threshold. */
export function atThreshold(scored: readonly Scored[], threshold: number): ThresholdPoint {
  const said = scored.filter(({ score }) => score >= threshold);
  const right = said.filter(({ positive }) => positive).length;
  const so = scored.filter(({ positive }) => positive).length;
  return {
    threshold,
    precision: said.length === 0 ? null : right / said.length,
    recall: so === 0 ? null : right / so,
    called: said.length,
    right,
  };
}

/** The curve: one point for each different score, from the highest threshold (little is called so) to the lowest (everything is). */
export function precisionRecall(scored: readonly Scored[]): readonly ThresholdPoint[] {
  const thresholds = [...new Set(scored.map(({ score }) => score))].sort((a, b) => b - a);
  return thresholds.map((threshold) => atThreshold(scored, threshold));
}

/**
 * Average precision as scikit-learn's `average_precision_score` has it: Σ (recall − recall before) · precision, without interpolation.
 * Null where no picture is of the class.
 */
export function averagePrecisionOf(scored: readonly Scored[]): number | null {
  if (!scored.some(({ positive }) => positive)) return null;
  let [sum, before] = [0, 0];
  for (const { precision, recall } of precisionRecall(scored)) {
    sum += ((recall ?? 0) - before) * (precision ?? 0);
    before = recall ?? 0;
  }
  return sum;
}
