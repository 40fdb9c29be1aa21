import { type Cited, cited, type Printed, printed } from '../row.ts';
import type { EfficientDetName } from './config.ts';

/** Average precision of a released checkpoint on COCO, in percent, by size of object. */
export interface DetectorCheckpointRow extends Cited {
  readonly model: EfficientDetName;
  /** On test-dev, as are all but `apValidation`. */
  readonly ap: number;
  readonly ap50: number;
  readonly ap75: number;
  /** Objects under 32², 32² to 96², over 96² pixels. */
  readonly apSmall: number;
  readonly apMedium: number;
  readonly apLarge: number;
  /** On val2017. D5's and D6's are 0.1 below the paper's Table 2. */
  readonly apValidation: number;
  readonly parameters: Printed;
  /** As the authors' profiler counts: see `official-flops.ts`. */
  readonly flops: Printed;
}

export const detectorCheckpoints: readonly DetectorCheckpointRow[] = cited(
  'verified',
  [{ key: 'AM', where: 'efficientdet/README.md §2' }],
  [
    row('D0', [34.6, 53.0, 37.1], [12.4, 39.0, 52.7], 34.3, '3.9M', '2.54B'),
    row('D1', [40.5, 59.1, 43.7], [18.3, 45.0, 57.5], 40.2, '6.6M', '6.10B'),
    row('D2', [43.9, 62.7, 47.6], [22.9, 48.1, 59.5], 43.5, '8.1M', '11.0B'),
    row('D3', [47.2, 65.9, 51.2], [27.2, 51.0, 62.1], 46.8, '12.0M', '24.9B'),
    row('D4', [49.7, 68.4, 53.9], [30.7, 53.2, 63.2], 49.3, '20.7M', '55.2B'),
    row('D5', [51.5, 70.5, 56.1], [33.9, 54.7, 64.1], 51.2, '33.7M', '130B'),
    row('D6', [52.6, 71.5, 57.2], [34.9, 56.0, 65.4], 52.1, '51.9M', '226B'),
    row('D7', [53.7, 72.4, 58.4], [35.8, 57.0, 66.3], 53.4, '51.9M', '325B'),
    row('D7x', [55.1, 74.3, 59.9], [37.2, 57.9, 68.0], 54.4, '77.0M', '410B'),
  ],
);

/** Speed on a V100, float16, from picture to boxes. */
export interface DetectorSpeedRow extends Cited {
  readonly model: EfficientDetName;
  /** Milliseconds at a batch of one. */
  readonly milliseconds: number;
  /** Pictures a second at a batch of one and of eight; null where not given. */
  readonly framesPerSecond: number;
  readonly framesPerSecondBatch8: number | null;
}

export const detectorSpeeds: readonly DetectorSpeedRow[] = cited(
  'verified',
  [{ key: 'AM', where: 'efficientdet/README.md' }],
  [
    { model: 'D0', milliseconds: 10.2, framesPerSecond: 97, framesPerSecondBatch8: 209 },
    { model: 'D1', milliseconds: 13.5, framesPerSecond: 74, framesPerSecondBatch8: 140 },
    { model: 'D2', milliseconds: 17.7, framesPerSecond: 57, framesPerSecondBatch8: 97 },
    { model: 'D3', milliseconds: 28.0, framesPerSecond: 36, framesPerSecondBatch8: 58 },
    { model: 'D4', milliseconds: 42.8, framesPerSecond: 23, framesPerSecondBatch8: 35 },
    { model: 'D5', milliseconds: 72.5, framesPerSecond: 14, framesPerSecondBatch8: 18 },
    { model: 'D6', milliseconds: 92.8, framesPerSecond: 11, framesPerSecondBatch8: null },
    { model: 'D7', milliseconds: 122, framesPerSecond: 8.2, framesPerSecondBatch8: null },
    { model: 'D7x', milliseconds: 153, framesPerSecond: 6.5, framesPerSecondBatch8: null },
  ],
);

/** Larger detectors trained and run at 640 pixels: AP on val2017 in percent (the axis of the paper's Figure 9), milliseconds on a V100. */
export interface FixedSizeRow extends Cited {
  readonly model: EfficientDetName;
  readonly ap: number;
  readonly milliseconds: number;
}

export const detectorsAt640: readonly FixedSizeRow[] = cited(
  'verified',
  [{ key: 'AM', where: 'efficientdet/README.md' }],
  [
    { model: 'D2', ap: 41.7, milliseconds: 14.8 },
    { model: 'D3', ap: 44.0, milliseconds: 18.7 },
    { model: 'D4', ap: 45.7, milliseconds: 21.7 },
    { model: 'D5', ap: 46.6, milliseconds: 26.6 },
    { model: 'D6', ap: 47.9, milliseconds: 33.8 },
  ],
);

/** Checkpoints trained with Det-AdvProp and AutoAugment: AP on test-dev, in percent. */
export interface DetAdvPropRow extends Cited {
  readonly model: EfficientDetName;
  readonly ap: number;
}

export const detAdvProp: readonly DetAdvPropRow[] = cited(
  'verified',
  [{ key: 'AM', where: 'Det-AdvProp.md' }],
  [
    { model: 'D0', ap: 35.3 },
    { model: 'D1', ap: 40.9 },
    { model: 'D2', ap: 44.3 },
    { model: 'D3', ap: 48.0 },
    { model: 'D4', ap: 50.4 },
    { model: 'D5', ap: 52.5 },
  ],
);

function row(
  model: EfficientDetName,
  [ap, ap50, ap75]: readonly [number, number, number],
  [apSmall, apMedium, apLarge]: readonly [number, number, number],
  apValidation: number,
  parameters: string,
  flops: string,
): Omit<DetectorCheckpointRow, keyof Cited> {
  return {
    model,
    ap,
    ap50,
    ap75,
    apSmall,
    apMedium,
    apLarge,
    apValidation,
    parameters: printed(parameters),
    flops: printed(flops),
  };
}
