import { type Cited, cited } from '../row.ts';

export type EfficientNetName = 'B0' | 'B1' | 'B2' | 'B3' | 'B4' | 'B5' | 'B6' | 'B7' | 'B8' | 'L2';

/** The scaling coefficients with which a network was released. */
export interface CoefficientRow extends Cited {
  readonly model: EfficientNetName;
  /** Multiplies channels (w). */
  readonly width: number;
  /** Multiplies repeats (d). */
  readonly depth: number;
  /** Side of the square input in pixels: r times 224, rounded by the authors. */
  readonly resolution: number;
  /** Dropout rate before the classifier, in training. */
  readonly dropout: number;
  /** Side of the centre crop over the short side of the picture, in evaluation. */
  readonly evaluationCrop: number;
}

/**
 * B0–B7 are the paper's; B8 was released with AdvProp and L2 with NoisyStudent (at 800 and at 475 pixels). The paper
 * itself prints none of these coefficients for B1–B7: they stand in the released code only.
 */
export const releasedCoefficients: readonly CoefficientRow[] = cited(
  'verified',
  [
    { key: 'AM', where: 'efficientdet/backbone/efficientnet_builder.py efficientnet_params()' },
    { key: 'TPU', where: 'efficientnet_builder.py L36-48' },
    { key: 'TIMM', where: 'results/results-imagenet.csv' },
  ],
  [
    { model: 'B0', width: 1.0, depth: 1.0, resolution: 224, dropout: 0.2, evaluationCrop: 0.875 },
    { model: 'B1', width: 1.0, depth: 1.1, resolution: 240, dropout: 0.2, evaluationCrop: 0.882 },
    { model: 'B2', width: 1.1, depth: 1.2, resolution: 260, dropout: 0.3, evaluationCrop: 0.89 },
    { model: 'B3', width: 1.2, depth: 1.4, resolution: 300, dropout: 0.3, evaluationCrop: 0.904 },
    { model: 'B4', width: 1.4, depth: 1.8, resolution: 380, dropout: 0.4, evaluationCrop: 0.922 },
    { model: 'B5', width: 1.6, depth: 2.2, resolution: 456, dropout: 0.4, evaluationCrop: 0.934 },
    { model: 'B6', width: 1.8, depth: 2.6, resolution: 528, dropout: 0.5, evaluationCrop: 0.942 },
    { model: 'B7', width: 2.0, depth: 3.1, resolution: 600, dropout: 0.5, evaluationCrop: 0.949 },
    { model: 'B8', width: 2.2, depth: 3.6, resolution: 672, dropout: 0.5, evaluationCrop: 0.954 },
    { model: 'L2', width: 4.3, depth: 5.3, resolution: 800, dropout: 0.5, evaluationCrop: 0.96 },
  ],
);

/** A φ that a reader of the code fitted to a released network; the authors never published one for B1–B7. */
export interface CommunityPhiRow extends Cited {
  readonly model: EfficientNetName;
  readonly phi: number;
}

export const communityPhi: readonly CommunityPhiRow[] = cited(
  'secondary',
  [{ key: 'ISS', where: '' }],
  [
    { model: 'B0', phi: 0 },
    { model: 'B1', phi: 0.5 },
    { model: 'B2', phi: 1 },
    { model: 'B3', phi: 2 },
    { model: 'B4', phi: 3.5 },
    { model: 'B5', phi: 5 },
    { model: 'B6', phi: 6 },
    { model: 'B7', phi: 7 },
  ],
);
