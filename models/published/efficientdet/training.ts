import type { Cited } from '../row.ts';

/** The constants of the boxes: anchors, matching, losses, and what happens after the network. */
export const detectorBoxes = {
  classes: 90,
  /** Anchor scales at every cell: 2^0, 2^(1/3), 2^(2/3). */
  scalesPerOctave: 3,
  /** Width over height. */
  aspectRatios: [1.0, 2.0, 0.5],
  positiveIou: 0.5,
  focalAlpha: 0.25,
  focalGamma: 1.5,
  huberDelta: 0.1,
  boxLossWeight: 50,
  softNmsSigma: 0.5,
  scoreThreshold: 0.001,
  maxDetections: 100,
  /** Added to the sum of a node's fusion weights. */
  fusionEpsilon: 0.0001,
  status: 'verified',
  source: [
    { key: 'AM', where: 'hparams_config.py' },
    { key: 'AM', where: 'tf2/anchors.py' },
    { key: 'ED', where: '§5.1' },
  ],
} as const satisfies Cited & Record<string, unknown>;

/** How D0–D7x were trained. */
export const detectorTraining = {
  optimiser: { name: 'SGD', momentum: 0.9 },
  weightDecay: 4e-5,
  learningRate: 0.16,
  warmUpEpochs: 1,
  batch: 128,
  /** TPU v3 cores; a chip has two. */
  cores: 32,
  /** D7 and D7x. */
  coresLargest: 128,
  epochs: 300,
  /** D7 and D7x. */
  epochsLargest: 600,
  batchNormMomentum: 0.99,
  batchNormEpsilon: 1e-3,
  weightMovingAverageDecay: 0.9998,
  /** Smallest and largest scale of a training picture. */
  jitter: [0.1, 2.0],
  status: 'verified',
  source: [
    { key: 'ED', where: '§5.1' },
    { key: 'AM', where: 'hparams_config.py' },
  ],
} as const satisfies Cited & Record<string, unknown>;
