import type { Cited } from '../row.ts';

/** What the search that found B0 maximised: accuracy · (multiply-adds / target)^exponent. */
export const searchObjective = {
  /** w in the paper; negative, so more multiply-adds cost. */
  exponent: -0.07,
  /** T in the paper, in multiply-adds. */
  targetMultiplyAdds: 400e6,
  status: 'verified',
  source: [{ key: 'EN', where: '§4' }],
} as const satisfies Cited & Record<string, unknown>;

/**
 * The compound rule's bases, found by a grid search at φ = 1 on B0 under α·β²·γ² ≈ 2 with all three at least 1. Their
 * product is 1.92, not 2.
 */
export const compoundBases = {
  /** Depth: d = α^φ. */
  alpha: 1.2,
  /** Width: w = β^φ. */
  beta: 1.1,
  /** Resolution: r = γ^φ. */
  gamma: 1.15,
  status: 'verified',
  source: [
    { key: 'EN', where: '§4 step 1' },
    { key: 'EN', where: 'Eq. 3' },
  ],
} as const satisfies Cited & Record<string, unknown>;

/** How B0–B7 were trained. */
export const efficientNetTraining = {
  optimiser: { name: 'RMSProp', decay: 0.9, momentum: 0.9, epsilon: 0.001 },
  learningRate: {
    initial: 0.256,
    decayFactor: 0.97,
    decayEpochs: 2.4,
    warmUpEpochs: 5,
    /** The released code's rate for 256 pictures, multiplied by batch / 256. */
    per256Pictures: 0.016,
    defaultBatch: 2048,
  },
  weightDecay: 1e-5,
  /** Share of the old moving average that is kept. */
  batchNormMomentum: 0.99,
  batchNormEpsilon: 1e-3,
  labelSmoothing: 0.1,
  weightMovingAverageDecay: 0.9999,
  /**
   * What a block's chance to survive falls towards, linearly from 1 at the first: block i of n, from 0, has 1 − (1 − p)·i / n, so that
   * none has p itself.
   */
  stochasticDepthSurvival: 0.8,
  trainSteps: 218_949,
  /** ImageNet's training pictures, as rounded in print. */
  trainPictures: 1.281e6,
  /** Training pictures held out to choose the checkpoint. */
  minivalPictures: 25_022,
  status: 'verified',
  source: [
    { key: 'EN', where: '§5.2' },
    { key: 'TPU', where: 'main.py' },
    { key: 'TPU', where: 'utils.py build_optimizer' },
  ],
} as const satisfies Cited & Record<string, unknown>;
