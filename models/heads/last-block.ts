import type { Head } from './softmax-regression.ts';
import type { Part } from './split.ts';
import type { CurvePoint, Trained } from './training.ts';

/**
 * EfficientNet's last block, which stands between its last map and `pooled`: a 1×1 convolution, its batch norm folded in, swish, and the mean
 * over all cells.
 */
export interface LastBlock {
  /** [channels of the map, features], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Pictures as the network sees them just below its last block. */
export interface LabelledMaps {
  /** [pictures, cells, channels], row by row. */
  readonly maps: Float32Array;
  readonly cells: number;
  /** One class index a picture. */
  readonly labels: readonly number[];
  readonly parts: readonly Part[];
}

export interface TuningOptions {
  /** Of the order in which batches see the pictures. */
  readonly seed: number;
  /** Adam's step. */
  readonly rate: number;
  readonly epochs: number;
  /** Epochs without a better loss on validation after which it ends. */
  readonly patience: number;
  /** Pictures a step. */
  readonly batch: number;
}

/** What a tuning came to. */
export interface Tuned {
  readonly block: LastBlock;
  readonly head: Head;
  /** What the tuned block makes of every picture, [pictures, features]. */
  readonly features: Float32Array;
  /** The first point is the frozen block with the head that it began with, as step 0; the others are epochs. */
  readonly curve: readonly CurvePoint[];
  /** The epoch whose weights these are: 0 where none was better on validation than what it began with. */
  readonly step: number;
  readonly ended: Extract<Trained['ended'], 'early' | 'steps'>;
}

/** Of B0. */
export const blockShape = { channels: 320, features: 1280, cells: 49 } as const;
export const blockWeights = (blockShape.channels + 1) * blockShape.features;

/**
 * The recipe of the second run: small steps from what was trained before. Of the rates 1e-4, 3e-4 and 1e-3 the middle one. On twelve classes
 * of twenty stickers its loss on validation fell from 0.140 to 0.109 in three epochs and stayed there; the smallest took twelve for 0.112, the
 * largest fell to 0.098 and rose to 0.134.
 */
export const tuningRecipe = { rate: 3e-4, epochs: 12, patience: 3, batch: 32 } as const;

/** Most pictures of a tuning: each is kept as a map of 7×7×320. */
export const mostTuned = 1000;
export const bytesOfMap = 4 * blockShape.cells * blockShape.channels;
