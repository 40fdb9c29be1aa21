import { type Cited, cited } from '../row.ts';

/** One row of the EfficientNet paper's Table 1, with the block arguments that the released code adds to it. */
export interface StageRow extends Cited {
  /** 1 (the stem) to 9 (the head). */
  readonly stage: number;
  readonly operator: string;
  /** Side of the square input of the stage, in pixels, for a 224-pixel picture. */
  readonly inputResolution: number;
  /** Output channels. */
  readonly channels: number;
  /** How many times the block is repeated. */
  readonly layers: number;
  readonly kernel: number;
  /** Stride of the first block; the repeats have stride 1. */
  readonly stride: number;
  /** Factor by which a block widens its input; null for the stem and the head. */
  readonly expandRatio: number | null;
  /** Squeezed channels over the block's INPUT channels; null for the stem and the head. */
  readonly seRatio: number | null;
}

/**
 * EfficientNet-B0, the network that the search found. The fifth version of the paper prints 14×14 as the input of
 * stage 6; an earlier one prints 28×28, which the strides contradict.
 */
export const b0Stages: readonly StageRow[] = cited(
  'verified',
  [
    { key: 'EN', where: 'Table 1' },
    { key: 'AM', where: 'efficientdet/backbone/efficientnet_builder.py' },
  ],
  [
    stage(1, 'Conv3x3', 224, 32, 1, 3, 2),
    stage(2, 'MBConv1, k3x3', 112, 16, 1, 3, 1, 1),
    stage(3, 'MBConv6, k3x3', 112, 24, 2, 3, 2, 6),
    stage(4, 'MBConv6, k5x5', 56, 40, 2, 5, 2, 6),
    stage(5, 'MBConv6, k3x3', 28, 80, 3, 3, 2, 6),
    stage(6, 'MBConv6, k5x5', 14, 112, 3, 5, 1, 6),
    stage(7, 'MBConv6, k5x5', 14, 192, 4, 5, 2, 6),
    stage(8, 'MBConv6, k3x3', 7, 320, 1, 3, 1, 6),
    stage(9, 'Conv1x1 & Pooling & FC', 7, 1280, 1, 1, 1),
  ],
);

function stage(
  number: number,
  operator: string,
  inputResolution: number,
  channels: number,
  layers: number,
  kernel: number,
  stride: number,
  expandRatio?: number,
): Omit<StageRow, keyof Cited> {
  return {
    stage: number,
    operator,
    inputResolution,
    channels,
    layers,
    kernel,
    stride,
    expandRatio: expandRatio ?? null,
    seRatio: expandRatio === undefined ? null : 0.25,
  };
}
