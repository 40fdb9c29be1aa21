import type { PaintedPictures } from '../../../models/study/batches.ts';
import type { StudyRun } from '../../../models/study/recipe.ts';

/** A training in the page: each of so many pictures is seen once. */
export interface PageRun extends StudyRun {
  /** A multiple of the batch. */
  readonly seen: number;
}

/** What the page asks of the worker that trains a network of the study: one thing after another, each answered before the next. */
export type StudyAsk =
  | { readonly type: 'start'; readonly run: PageRun }
  /** The next step, on pictures that it alone sees. */
  | { readonly type: 'step'; readonly pictures: PaintedPictures }
  /** Ends the training. What is named afterwards, the weights' moving average names. */
  | { readonly type: 'finish' }
  | { readonly type: 'name'; readonly pictures: PaintedPictures };

/** What each is answered with. */
export interface StudyAnswers {
  readonly start: null;
  readonly step: StepDone;
  readonly finish: StudyWeights;
  /** Index of a kind for each picture. */
  readonly name: Uint8Array;
}

/** What a step said of its pictures, while it trained on them. */
export interface StepDone {
  /** Counts from 1. */
  readonly step: number;
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Share that is named right. */
  readonly right: number;
  readonly milliseconds: number;
}

/** What a training came to. */
export interface StudyWeights {
  /** By the names of the graph, float32. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** SHA-256 of the weights, as a record of the study has it. */
  readonly hash: string;
}
