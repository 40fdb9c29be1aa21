import type { Head } from './softmax-regression.ts';
import type { Part } from './split.ts';
import type { CurvePoint, Trained } from './training.ts';

/** Pictures as the network sees them just below its last block. */
export interface LabelledMaps {
  /** [pictures, height, width, channels], row by row. */
  readonly maps: Float32Array;
  /** One class index a picture. */
  readonly labels: readonly number[];
  readonly parts: readonly Part[];
}

export interface TuningOptions {
  /** Of the order in which batches see the pictures. */
  readonly seed: number;
  /** AdamW's step, the same in every epoch. */
  readonly rate: number;
  /** AdamW's decay of the kernels. */
  readonly decay: number;
  readonly epochs: number;
  /** Epochs without a better loss on validation after which it ends. */
  readonly patience: number;
  /** Pictures a step: a multiple of 16. */
  readonly batch: number;
}

/** What a tuning came to. */
export interface Tuned {
  readonly block: Readonly<Record<string, Float32Array>>;
  /** Of the block's weights. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly head: Head;
  /** What the tuned block makes of every picture, [pictures, features]. */
  readonly features: Float32Array;
  /** The first point is the frozen block with the head that it began with, as step 0; the others are epochs. */
  readonly curve: readonly CurvePoint[];
  /** The epoch whose weights these are: 0 where none was better on validation than what it began with. */
  readonly step: number;
  readonly ended: Extract<Trained['ended'], 'early' | 'steps'>;
}

/**
 * The recipe of the second run: small steps from what was trained before. Of the rates 3e-5, 1e-4 and 3e-4 the smallest. On six classes of
 * twenty stickers its loss on validation fell from 0.281 to 0.191 in twelve epochs and never rose; the middle one fell to 0.191 in three and
 * rose again, the largest went up to 1.34. On twelve classes the smallest fell from 0.140 to 0.069 in three.
 */
export const tuningRecipe = { rate: 3e-5, decay: 1e-2, epochs: 12, patience: 3, batch: 16 } as const;

/** Most pictures of a tuning: each is kept as a map. */
export const mostTuned = 2000;
