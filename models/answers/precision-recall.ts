import { recalls } from './average-precision.ts';

/** What is known once so many detections of a ranked list have been taken. */
export interface PrecisionStep {
  readonly taken: number;
  /** Of these, how many found an object. */
  readonly right: number;
  /** Share of all objects that is found, 0 to 1. */
  readonly recall: number;
  /** Share of what was taken that is right, 0 to 1. */
  readonly precision: number;
  /** The best precision at this recall or a higher one: what COCO reads. */
  readonly interpolated: number;
}

export interface PrecisionRecall {
  /** One a detection, best first. */
  readonly steps: readonly PrecisionStep[];
  /** The interpolated precision at each of the 101 recalls; 0 where that recall is never reached. */
  readonly samples: readonly number[];
  /** Their mean; null where there is nothing to find. */
  readonly averagePrecision: number | null;
}

/**
 * The precision–recall curve of a ranked list, step by step, for drawing; `MatchedPictures` reads the same average precision without it.
 * @param right whether each detection found an object, best score first
 * @param objects how many there are to find
 */
export function precisionRecall(right: readonly boolean[], objects: number): PrecisionRecall {
  let found = 0;
  const points = right.map((isRight, index) => {
    if (isRight) found++;
    const taken = index + 1;
    return {
      taken,
      right: found,
      recall: objects === 0 ? 0 : found / objects,
      precision: found / (taken + Number.EPSILON),
    };
  });
  let best = 0;
  const steps: PrecisionStep[] = [];
  for (const point of points.toReversed()) {
    best = Math.max(best, point.precision);
    steps.unshift({ ...point, interpolated: best });
  }
  const samples = recalls.map((wanted) => steps.find(({ recall }) => recall >= wanted)?.interpolated ?? 0);
  const sum = samples.reduce((a, b) => a + b, 0);
  return { steps, samples, averagePrecision: objects === 0 ? null : sum / samples.length };
}
