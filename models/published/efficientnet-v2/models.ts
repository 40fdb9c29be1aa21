import { type Cited, cited, type Printed, printed } from '../row.ts';

/** A released EfficientNetV2 and its accuracy on ImageNet, trained on its thousand classes alone. */
export interface V2Row extends Cited {
  readonly model: 'B0' | 'B1' | 'B2' | 'B3' | 'S' | 'M' | 'L';
  /** Largest side of a training picture, and side of a test picture, in pixels. */
  readonly trainSize: number;
  readonly evalSize: number;
  /** Top-1 in percent. */
  readonly top1: number;
  readonly parameters: Printed;
  readonly multiplyAdds: Printed;
}

const row = (
  model: V2Row['model'],
  trainSize: number,
  evalSize: number,
  top1: number,
  parameters: string,
  multiplyAdds: string,
) => ({
  model,
  trainSize,
  evalSize,
  top1,
  parameters: printed(parameters),
  multiplyAdds: printed(multiplyAdds),
});

export const efficientNetV2Results: readonly V2Row[] = cited(
  'verified',
  [
    { key: 'AM', where: 'efficientnetv2/README.md' },
    { key: 'AM', where: 'efficientnetv2/effnetv2_configs.py' },
  ],
  [
    row('B0', 192, 224, 78.7, '7.1M', '0.72B'),
    row('B1', 192, 240, 79.8, '8.1M', '1.2B'),
    row('B2', 208, 260, 80.5, '10.1M', '1.7B'),
    row('B3', 240, 300, 82.1, '14.4M', '3.0B'),
    row('S', 300, 384, 83.9, '21.5M', '8.4B'),
    row('M', 384, 480, 85.2, '54.1M', '24.7B'),
    row('L', 384, 480, 85.7, '119.5M', '56.3B'),
  ],
);
