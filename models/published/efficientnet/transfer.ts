import { type Cited, cited, type Printed, printed } from '../row.ts';
import type { EfficientNetName } from './coefficients.ts';

/** One of the two comparisons in a row of Table 5: somebody's network against an EfficientNet. */
export interface TransferComparison {
  readonly peer: string;
  /** Percent, one decimal. */
  readonly peerAccuracy: number;
  readonly peerParameters: Printed | null;
  readonly efficientNet: EfficientNetName;
  readonly accuracy: number;
  readonly parameters: Printed | null;
  readonly parametersRatio: Printed | null;
}

/** One data set of Table 5 (accuracies, parameters) with its size from Table 6. */
export interface TransferRow extends Cited {
  readonly dataset: string;
  readonly trainPictures: number;
  readonly testPictures: number;
  readonly classes: number;
  /** Against the best result whose code is public. */
  readonly publicBest: TransferComparison;
  /** Against the best result reported by anyone. */
  readonly bestReported: TransferComparison;
}

export const transferTable5: readonly TransferRow[] = cited(
  'verified',
  [
    { key: 'EN', where: 'Table 5' },
    { key: 'EN', where: 'Table 6' },
  ],
  [
    {
      ...size('CIFAR-10', 50000, 10000, 10),
      publicBest: versus('NASNet-A', 98.0, '85M', 'B0', 98.1, '4M', '21x'),
      bestReported: versus('GPipe', 99.0, '556M', 'B7', 98.9, '64M', '8.7x'),
    },
    {
      ...size('CIFAR-100', 50000, 10000, 100),
      publicBest: versus('NASNet-A', 87.5, '85M', 'B0', 88.1, '4M', '21x'),
      bestReported: versus('GPipe', 91.3, '556M', 'B7', 91.7, '64M', '8.7x'),
    },
    {
      ...size('Birdsnap', 47386, 2443, 500),
      publicBest: versus('Inception-v4', 81.8, '41M', 'B5', 82.0, '28M', '1.5x'),
      bestReported: versus('GPipe', 83.6, '556M', 'B7', 84.3, '64M', '8.7x'),
    },
    {
      ...size('Stanford Cars', 8144, 8041, 196),
      publicBest: versus('Inception-v4', 93.4, '41M', 'B3', 93.6, '10M', '4.1x'),
      bestReported: versus('DAT', 94.8, null, 'B7', 94.7, null, null),
    },
    {
      ...size('Flowers', 2040, 6149, 102),
      publicBest: versus('Inception-v4', 98.5, '41M', 'B5', 98.5, '28M', '1.5x'),
      bestReported: versus('DAT', 97.7, null, 'B7', 98.8, null, null),
    },
    {
      ...size('FGVC Aircraft', 6667, 3333, 100),
      publicBest: versus('Inception-v4', 90.9, '41M', 'B3', 90.7, '10M', '4.1x'),
      bestReported: versus('DAT', 92.9, null, 'B7', 92.9, null, null),
    },
    {
      ...size('Oxford-IIIT Pets', 3680, 3369, 37),
      publicBest: versus('ResNet-152', 94.5, '58M', 'B4', 94.8, '17M', '5.6x'),
      bestReported: versus('GPipe', 95.9, '556M', 'B6', 95.4, '41M', '14x'),
    },
    {
      ...size('Food-101', 75750, 25250, 101),
      publicBest: versus('Inception-v4', 90.8, '41M', 'B4', 91.5, '17M', '2.4x'),
      bestReported: versus('GPipe', 93.0, '556M', 'B7', 93.0, '64M', '8.7x'),
    },
  ],
);

/** The geometric means of Table 5's parameter ratios, as the paper prints them. */
export const transferGeometricMean: Readonly<{ publicBest: Printed; bestReported: Printed }> & Cited = {
  publicBest: printed('4.7x'),
  bestReported: printed('9.6x'),
  status: 'verified',
  source: [{ key: 'EN', where: 'Table 5' }],
};

function size(dataset: string, trainPictures: number, testPictures: number, classes: number) {
  return { dataset, trainPictures, testPictures, classes };
}

function versus(
  peer: string,
  peerAccuracy: number,
  peerParameters: string | null,
  efficientNet: EfficientNetName,
  accuracy: number,
  parameters: string | null,
  parametersRatio: string | null,
): TransferComparison {
  return {
    peer,
    peerAccuracy,
    peerParameters: peerParameters === null ? null : printed(peerParameters),
    efficientNet,
    accuracy,
    parameters: parameters === null ? null : printed(parameters),
    parametersRatio: parametersRatio === null ? null : printed(parametersRatio),
  };
}
