/** Predictions whose probability lies in one stretch. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of what was said; null where nothing was. */
  readonly confidence: number | null;
  /** Share that was right. */
  readonly accuracy: number | null;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error (Naeini et al. 2015): the mean gap between the two, weighted by the bins' counts. */
  readonly error: number;
}

/** How far the probability of what was said is the share that is right, in bins of equal width. There is at least one prediction. */
export function calibration(
  said: readonly { readonly probability: number; readonly right: boolean }[],
  count = 10,
): Calibration {
  const bins = Array.from({ length: count }, (_, b): CalibrationBin => {
    const own = said.filter(({ probability }) => Math.min(count - 1, Math.floor(probability * count)) === b);
    const mean = (value: (each: (typeof said)[number]) => number) =>
      own.length === 0 ? null : own.reduce((sum, each) => sum + value(each), 0) / own.length;
    return {
      from: b / count,
      to: (b + 1) / count,
      count: own.length,
      confidence: mean(({ probability }) => probability),
      accuracy: mean(({ right }) => (right ? 1 : 0)),
    };
  });
  const error = bins.reduce(
    (sum, bin) => sum + (bin.count / said.length) * Math.abs((bin.confidence ?? 0) - (bin.accuracy ?? 0)),
    0,
  );
  return { bins, error };
}
