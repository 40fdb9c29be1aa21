import type { LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import type { Part } from '../../../models/heads/split.ts';
import type { CurvePoint, TrainingOptions } from '../../../models/heads/training.ts';

/** A dense layer to be trained on features that are known. */
export interface FitRequest extends LabelledFeatures {
  readonly labels: readonly number[];
  /** Which part each picture belongs to. */
  readonly parts: readonly Part[];
  readonly options: TrainingOptions;
}

/** The points of the curves that came since the last time. */
export interface FitProgress {
  readonly phase: 'fitting';
  readonly points: readonly CurvePoint[];
}
