import type { LiteName } from '../efficientnet/lite.ts';
import { type Cited, cited, type Printed, printed } from '../row.ts';

export type EfficientDetLiteName = 'Lite0' | 'Lite1' | 'Lite2' | 'Lite3' | 'Lite3x' | 'Lite4';

/**
 * EfficientDet-Lite: an EfficientNet-Lite backbone (no squeeze and excitation, ReLU6), ReLU6 in neck and heads, plain
 * sums, pictures normalised as (v − 127) / 128.
 */
export interface DetectorLiteRow extends Cited {
  readonly model: EfficientDetLiteName;
  readonly backbone: LiteName;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly width: number;
  readonly cells: number;
  readonly headDepth: number;
  readonly anchorScale: number;
  /** COCO AP, percent, in float32 and quantised to int8. */
  readonly ap: number;
  readonly apInt8: number;
  readonly parameters: Printed;
  /** Milliseconds on a phone's CPU, quantised. */
  readonly mobileLatency: Printed;
}

export const efficientDetLite: readonly DetectorLiteRow[] = cited(
  'verified',
  [{ key: 'AM', where: 'efficientdet/README.md and hparams_config.py' }],
  [
    row('Lite0', 'Lite0', [320, 64, 3, 3, 3], [26.41, 26.1], '3.2M', '36ms'),
    row('Lite1', 'Lite1', [384, 88, 4, 3, 3], [31.5, 31.12], '4.2M', '49ms'),
    row('Lite2', 'Lite2', [448, 112, 5, 3, 3], [35.06, 34.69], '5.3M', '69ms'),
    row('Lite3', 'Lite3', [512, 160, 6, 4, 4], [38.77, 38.42], '8.4M', '116ms'),
    row('Lite3x', 'Lite3', [640, 200, 6, 4, 3], [42.64, 41.87], '9.3M', '208ms'),
    row('Lite4', 'Lite4', [640, 224, 7, 4, 4], [43.18, 42.83], '15.1M', '260ms'),
  ],
);

function row(
  model: EfficientDetLiteName,
  backbone: LiteName,
  [resolution, width, cells, headDepth, anchorScale]: readonly [number, number, number, number, number],
  [ap, apInt8]: readonly [number, number],
  parameters: string,
  mobileLatency: string,
): Omit<DetectorLiteRow, keyof Cited> {
  return {
    model,
    backbone,
    resolution,
    width,
    cells,
    headDepth,
    anchorScale,
    ap,
    apInt8,
    parameters: printed(parameters),
    mobileLatency: printed(mobileLatency),
  };
}
