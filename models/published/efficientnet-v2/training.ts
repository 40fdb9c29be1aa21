import type { Cited } from '../row.ts';

/** What grows with the pictures while an EfficientNetV2 is trained: from the first stage of the training to the last. */
export interface Growth {
  /** Side of a training picture in pixels. */
  readonly size: readonly [from: number, to: number];
  /** Magnitude of RandAugment. */
  readonly randAugment: readonly [from: number, to: number];
  /** α of mixup. */
  readonly mixup: readonly [from: number, to: number];
  readonly dropout: readonly [from: number, to: number];
}

/**
 * Progressive learning, Table 6. Read in somebody else's transcription only; for L's largest mixup there are two readings, 0.4 and 0.5.
 * The released code's largest sizes are 300, 384 and 384 pixels.
 */
export const progressiveLearning = {
  models: {
    S: { size: [128, 300], randAugment: [5, 15], mixup: [0, 0], dropout: [0.1, 0.3] },
    M: { size: [128, 380], randAugment: [5, 20], mixup: [0, 0.2], dropout: [0.1, 0.4] },
    L: { size: [128, 380], randAugment: [5, 25], mixup: [0, 0.4], dropout: [0.1, 0.5] },
  },
  status: 'secondary',
  source: [{ key: 'V2', where: 'Table 6, as transcribed in the README of a Keras port' }],
} as const satisfies Cited & { readonly models: Readonly<Record<string, Growth>> };

/** How the training is divided (verified), and what its length is. */
export const progressiveStages = {
  /** All settings stay as they are within a stage, and grow linearly from stage to stage. */
  stages: 4,
  epochs: 350,
  status: 'verified',
  source: [
    { key: 'V2', where: '§4.2' },
    { key: 'V2', where: '§5.1' },
  ],
} as const satisfies Cited & Record<string, unknown>;

/**
 * What RandAugment's magnitude means in the released code, for two of its operations: a rotation by up to so many degrees at a magnitude
 * of ten, either way, and colours away from grey by a factor. Where a turned picture leaves nothing, it is grey.
 */
export const randAugmentScale = {
  operations: 16,
  most: 10,
  degrees: 30,
  colour: { factor: 1.8, from: 0.1 },
  grey: 128,
  status: 'verified',
  source: [{ key: 'AM', where: 'efficientnetv2/autoaugment.py, read at 2fb46e72' }],
} as const satisfies Cited & Record<string, unknown>;

/** What the search for EfficientNetV2 maximised: accuracy · step time^w · parameters^v. */
export const searchReward = {
  stepTimeExponent: -0.07,
  parametersExponent: -0.05,
  status: 'verified',
  source: [{ key: 'V2', where: '§3.3' }],
} as const satisfies Cited & Record<string, unknown>;
