import { type Cited, cited } from '../row.ts';

/** A ResNet-RS: a plain ResNet with small changes, trained and scaled by the rules of Bello et al. */
export interface ResNetRsRow extends Cited {
  readonly model: string;
  /** Side of the picture in pixels. */
  readonly size: number;
  /** Percent. */
  readonly top1: number;
  /** One batch on a Tesla V100 in float32, in seconds, and on a TPUv3 in bfloat16, in milliseconds. */
  readonly v100Seconds: number;
  readonly tpuMilliseconds: number;
}

/** Batches are of 128 pictures, or of as many of 64, 32 … as fit the accelerator, so that rows are not all of one batch. */
export const resNetRsReleased: readonly ResNetRsRow[] = cited(
  'verified',
  [{ key: 'RSR', where: 'README.md' }],
  [
    row('ResNet-RS-50', 160, 78.8, 0.31, 70),
    row('ResNet-RS-101', 160, 80.3, 0.48, 120),
    row('ResNet-RS-101', 192, 81.2, 0.7, 170),
    row('ResNet-RS-152', 192, 82.0, 0.99, 240),
    row('ResNet-RS-152', 224, 82.2, 1.48, 320),
    row('ResNet-RS-152', 256, 83.0, 1.76, 410),
    row('ResNet-RS-200', 256, 83.4, 2.86, 570),
    row('ResNet-RS-270', 256, 83.8, 3.76, 780),
    row('ResNet-RS-350', 256, 84.0, 4.72, 1100),
    row('ResNet-RS-350', 320, 84.2, 8.48, 1630),
    row('ResNet-RS-420', 320, 84.4, 10.16, 2090),
  ],
);

function row(model: string, size: number, top1: number, v100Seconds: number, tpuMilliseconds: number) {
  return { model, size, top1, v100Seconds, tpuMilliseconds };
}

/** What the abstract of ResNet-RS says of its speed beside EfficientNets of similar accuracy, on TPUs. */
export const resNetRsClaim = {
  fasterFrom: 1.7,
  fasterTo: 2.7,
  ...cited('verified', [{ key: 'RS', where: 'abstract' }], [{}])[0]!,
};

/** What the abstract of NFNets says: how much faster they train than an EfficientNet-B7 of the same accuracy, and the best top-1. */
export const nfNetsClaim = {
  trainsFaster: 8.7,
  top1: 86.5,
  ...cited('verified', [{ key: 'NF', where: 'abstract' }], [{}])[0]!,
};

/** ResNet-50 by the side of the pictures that it was trained on, tested on larger ones (abstract of FixRes). */
export const fixResClaims = cited(
  'verified',
  [{ key: 'FIX', where: 'abstract' }],
  [
    { trainSize: 128, top1: 77.1 },
    { trainSize: 224, top1: 79.8 },
  ],
);
