import type { EfficientNetName } from '../efficientnet/coefficients.ts';
import { type Cited, cited } from '../row.ts';

export type EfficientDetName = 'D0' | 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D7x';

/** How a node of the feature network adds its inputs up: learned and normalised, or plainly. */
export type ReleasedFusion = 'fastNormalized' | 'sum';

/** The sizes with which a detector was released: the paper's Table 1, completed from the released code. */
export interface DetectorConfigRow extends Cited {
  readonly model: EfficientDetName;
  readonly backbone: EfficientNetName;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  /** Channels of the feature network and of both heads. */
  readonly width: number;
  /** How many BiFPN cells follow one another. */
  readonly cells: number;
  /** Convolutions of each head before its last one. */
  readonly headDepth: number;
  readonly fusion: ReleasedFusion;
  /** The coarsest level; the finest is 3. */
  readonly maxLevel: number;
  /** Side of a level's smallest square anchor, in strides of that level. */
  readonly anchorScale: number;
}

/**
 * The authors print φ = 0…7 beside D0…D7, but D5's and D7's resolution, D7's width and the number of cells from D5 on
 * leave the paper's equations. D6, D7 and D7x add plainly, which the code explains by stability in training.
 */
export const releasedDetectors: readonly DetectorConfigRow[] = cited(
  'verified',
  [
    { key: 'ED', where: 'Table 1' },
    { key: 'AM', where: 'efficientdet/hparams_config.py' },
  ],
  [
    row('D0', 'B0', 512, 64, 3, 3),
    row('D1', 'B1', 640, 88, 4, 3),
    row('D2', 'B2', 768, 112, 5, 3),
    row('D3', 'B3', 896, 160, 6, 4),
    row('D4', 'B4', 1024, 224, 7, 4),
    row('D5', 'B5', 1280, 288, 7, 4),
    row('D6', 'B6', 1280, 384, 8, 5, { fusion: 'sum' }),
    row('D7', 'B6', 1536, 384, 8, 5, { fusion: 'sum', anchorScale: 5 }),
    row('D7x', 'B7', 1536, 384, 8, 5, { fusion: 'sum', maxLevel: 8 }),
  ],
);

/**
 * The paper's equations for a compound coefficient φ. Of their numbers only `widthBase` was searched for (on a grid
 * of `widthBaseGrid`); the rest is the authors' judgement.
 */
export const detectorEquations = {
  /** Width = 64 · 1.35^φ. */
  widthAtZero: 64,
  widthBase: 1.35,
  widthBaseGrid: [1.2, 1.25, 1.3, 1.35, 1.4, 1.45],
  /** Cells = 3 + φ. */
  cellsAtZero: 3,
  /** Head depth = 3 + ⌊φ / 3⌋. */
  headDepthAtZero: 3,
  headDepthDivisor: 3,
  /** Resolution = 512 + 128 · φ pixels; it must be a multiple of 128 = 2^7, the stride of level 7. */
  resolutionAtZero: 512,
  resolutionStep: 128,
  status: 'verified',
  source: [
    { key: 'ED', where: 'Eq. 1–3' },
    { key: 'ED', where: '§4.2' },
  ],
} as const satisfies Cited & Record<string, unknown>;

function row(
  model: EfficientDetName,
  backbone: EfficientNetName,
  resolution: number,
  width: number,
  cells: number,
  headDepth: number,
  rest: Partial<Pick<DetectorConfigRow, 'fusion' | 'maxLevel' | 'anchorScale'>> = {},
): Omit<DetectorConfigRow, keyof Cited> {
  return {
    model,
    backbone,
    resolution,
    width,
    cells,
    headDepth,
    fusion: rest.fusion ?? 'fastNormalized',
    maxLevel: rest.maxLevel ?? 7,
    anchorScale: rest.anchorScale ?? 4,
  };
}
