import { type Cited, cited, type Printed, printed } from '../row.ts';
import type { EfficientNetName } from './coefficients.ts';

/** One row of the EfficientNet paper's Table 2: single crop, single model, ImageNet validation set. */
export interface ImageNetRow extends Cited {
  readonly model: string;
  /** Percent, one decimal. */
  readonly top1: number;
  readonly top5: number;
  readonly parameters: Printed;
  /** Multiply-adds, which the paper calls FLOPS; null where the paper gives none. */
  readonly multiplyAdds: Printed | null;
  /** The EfficientNet at the head of this row's group; the ratios are relative to it. */
  readonly comparedWith: EfficientNetName;
  readonly parametersRatio: Printed;
  readonly multiplyAddsRatio: Printed | null;
}

/**
 * Table 2 of version 5. Its caption speaks of up to 16 times fewer multiply-adds, although the table holds ratios of
 * 18 and 19.
 */
export const imageNetTable2: readonly ImageNetRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Table 2' }],
  [
    row('B0', 'EfficientNet-B0', 77.1, 93.3, '5.3M', '1x', '0.39B', '1x'),
    row('B0', 'ResNet-50', 76.0, 93.0, '26M', '4.9x', '4.1B', '11x'),
    row('B0', 'DenseNet-169', 76.2, 93.2, '14M', '2.6x', '3.5B', '8.9x'),
    row('B1', 'EfficientNet-B1', 79.1, 94.4, '7.8M', '1x', '0.70B', '1x'),
    row('B1', 'ResNet-152', 77.8, 93.8, '60M', '7.6x', '11B', '16x'),
    row('B1', 'DenseNet-264', 77.9, 93.9, '34M', '4.3x', '6.0B', '8.6x'),
    row('B1', 'Inception-v3', 78.8, 94.4, '24M', '3.0x', '5.7B', '8.1x'),
    row('B1', 'Xception', 79.0, 94.5, '23M', '3.0x', '8.4B', '12x'),
    row('B2', 'EfficientNet-B2', 80.1, 94.9, '9.2M', '1x', '1.0B', '1x'),
    row('B2', 'Inception-v4', 80.0, 95.0, '48M', '5.2x', '13B', '13x'),
    row('B2', 'Inception-resnet-v2', 80.1, 95.1, '56M', '6.1x', '13B', '13x'),
    row('B3', 'EfficientNet-B3', 81.6, 95.7, '12M', '1x', '1.8B', '1x'),
    row('B3', 'ResNeXt-101', 80.9, 95.6, '84M', '7.0x', '32B', '18x'),
    row('B3', 'PolyNet', 81.3, 95.8, '92M', '7.7x', '35B', '19x'),
    row('B4', 'EfficientNet-B4', 82.9, 96.4, '19M', '1x', '4.2B', '1x'),
    row('B4', 'SENet', 82.7, 96.2, '146M', '7.7x', '42B', '10x'),
    row('B4', 'NASNet-A', 82.7, 96.2, '89M', '4.7x', '24B', '5.7x'),
    row('B4', 'AmoebaNet-A', 82.8, 96.1, '87M', '4.6x', '23B', '5.5x'),
    row('B4', 'PNASNet', 82.9, 96.2, '86M', '4.5x', '23B', '6.0x'),
    row('B5', 'EfficientNet-B5', 83.6, 96.7, '30M', '1x', '9.9B', '1x'),
    row('B5', 'AmoebaNet-C', 83.5, 96.5, '155M', '5.2x', '41B', '4.1x'),
    row('B6', 'EfficientNet-B6', 84.0, 96.8, '43M', '1x', '19B', '1x'),
    row('B7', 'EfficientNet-B7', 84.3, 97.0, '66M', '1x', '37B', '1x'),
    row('B7', 'GPipe', 84.3, 97.0, '557M', '8.4x', null, null),
  ],
);

/** Accuracies, in percent, of an earlier version of the paper: many articles quote these. */
export interface EarlierImageNetRow extends Cited {
  readonly model: EfficientNetName;
  readonly top1: number;
  readonly top5: number;
}

export const imageNetTable2Earlier: readonly EarlierImageNetRow[] = cited(
  'verified',
  [{ key: 'EN-old', where: 'Table 2' }],
  [
    { model: 'B0', top1: 76.3, top5: 93.2 },
    { model: 'B1', top1: 78.8, top5: 94.4 },
    { model: 'B2', top1: 79.8, top5: 94.9 },
    { model: 'B3', top1: 81.1, top5: 95.5 },
    { model: 'B4', top1: 82.6, top5: 96.3 },
    { model: 'B5', top1: 83.3, top5: 96.7 },
    { model: 'B6', top1: 84.0, top5: 96.9 },
    { model: 'B7', top1: 84.4, top5: 97.1 },
  ],
);

/** Validation against test accuracy, in percent, two decimals (Table 8). */
export interface ValidationTestRow extends Cited {
  readonly model: EfficientNetName;
  readonly validationTop1: number;
  readonly testTop1: number;
  readonly validationTop5: number;
  readonly testTop5: number;
}

export const imageNetTable8: readonly ValidationTestRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Table 8' }],
  [
    { model: 'B0', validationTop1: 77.11, testTop1: 77.23, validationTop5: 93.35, testTop5: 93.45 },
    { model: 'B1', validationTop1: 79.13, testTop1: 79.17, validationTop5: 94.47, testTop5: 94.43 },
    { model: 'B2', validationTop1: 80.07, testTop1: 80.16, validationTop5: 94.9, testTop5: 94.98 },
    { model: 'B3', validationTop1: 81.59, testTop1: 81.72, validationTop5: 95.67, testTop5: 95.7 },
    { model: 'B4', validationTop1: 82.89, testTop1: 82.94, validationTop5: 96.37, testTop5: 96.27 },
    { model: 'B5', validationTop1: 83.6, testTop1: 83.69, validationTop5: 96.71, testTop5: 96.64 },
    { model: 'B6', validationTop1: 83.95, testTop1: 84.04, validationTop5: 96.76, testTop5: 96.86 },
    { model: 'B7', validationTop1: 84.26, testTop1: 84.33, validationTop5: 96.97, testTop5: 96.94 },
  ],
);

function row(
  comparedWith: EfficientNetName,
  model: string,
  top1: number,
  top5: number,
  parameters: string,
  parametersRatio: string,
  multiplyAdds: string | null,
  multiplyAddsRatio: string | null,
): Omit<ImageNetRow, keyof Cited> {
  return {
    model,
    top1,
    top5,
    parameters: printed(parameters),
    multiplyAdds: multiplyAdds === null ? null : printed(multiplyAdds),
    comparedWith,
    parametersRatio: printed(parametersRatio),
    multiplyAddsRatio: multiplyAddsRatio === null ? null : printed(multiplyAddsRatio),
  };
}
