import type { LabelledMaps, TuningOptions } from '../../../models/heads/last-block.ts';
import type { Leaks } from '../../../models/heads/leaks.ts';
import type { Head, LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import type { Part } from '../../../models/heads/split.ts';
import type { CurvePoint, Trained, TrainingOptions } from '../../../models/heads/training.ts';

/** A dense layer to be trained on features that are known. */
export interface FitRequest extends LabelledFeatures {
  readonly labels: readonly number[];
  /** The pictures' sketches, [pictures, sketchSize]: by them near-duplicates in different parts are found. */
  readonly sketches: Float32Array;
  /** Which part each picture belongs to. */
  readonly parts: readonly Part[];
  readonly options: TrainingOptions;
}

/** What came of it: the head, and the pictures that stand in two parts at once. */
export interface Fitted extends Trained {
  readonly leaks: Leaks;
}

/** A network's last block to be trained together with the dense layer above it. */
export interface TuneRequest extends LabelledMaps {
  /** The layer that it begins with. */
  readonly head: Head;
  readonly options: TuningOptions;
}

/**
 * The share of the pictures that were held against all others, the points of the curves that came since the last time, or, while a block is
 * trained, the share of the whole that is done with the points that came.
 */
export type FitProgress =
  | { readonly phase: 'comparing'; readonly done: number }
  | { readonly phase: 'fitting'; readonly points: readonly CurvePoint[] }
  | { readonly phase: 'tuning'; readonly done: number; readonly points: readonly CurvePoint[] };
