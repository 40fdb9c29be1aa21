import { type Cited, cited, type Printed, printed } from '../row.ts';

export type LiteName = 'Lite0' | 'Lite1' | 'Lite2' | 'Lite3' | 'Lite4';

/** EfficientNet-Lite: no squeeze and excitation, ReLU6, fixed stem and head. */
export interface LiteRow extends Cited {
  readonly model: LiteName;
  readonly width: number;
  readonly depth: number;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  /** Dropout rate before the classifier, in training. */
  readonly dropout: number;
  readonly parameters: Printed;
  readonly multiplyAdds: Printed;
  /** Percent on ImageNet, in float32 and quantised to int8. */
  readonly top1: number;
  readonly top1Int8: number;
}

export const efficientNetLite: readonly LiteRow[] = cited(
  'verified',
  [
    { key: 'TPU', where: 'lite/README.md' },
    { key: 'TPU', where: 'lite/efficientnet_lite_builder.py' },
  ],
  [
    row('Lite0', 1.0, 1.0, 224, 0.2, '4.7M', '407M', 75.1, 74.4),
    row('Lite1', 1.0, 1.1, 240, 0.2, '5.4M', '631M', 76.7, 75.9),
    row('Lite2', 1.1, 1.2, 260, 0.3, '6.1M', '899M', 77.6, 77.0),
    row('Lite3', 1.2, 1.4, 280, 0.3, '8.2M', '1.44B', 79.8, 79.0),
    row('Lite4', 1.4, 1.8, 300, 0.3, '13.0M', '2.64B', 81.5, 80.2),
  ],
);

function row(
  model: LiteName,
  width: number,
  depth: number,
  resolution: number,
  dropout: number,
  parameters: string,
  multiplyAdds: string,
  top1: number,
  top1Int8: number,
): Omit<LiteRow, keyof Cited> {
  return {
    model,
    width,
    depth,
    resolution,
    dropout,
    parameters: printed(parameters),
    multiplyAdds: printed(multiplyAdds),
    top1,
    top1Int8,
  };
}
