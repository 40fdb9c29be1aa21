import { type Cited, cited, type Printed, printed } from '../row.ts';

/** One row of Table 4: batch of one, one core of a Xeon E5-2690, mean of 20 runs. */
export interface LatencyRow extends Cited {
  readonly model: string;
  /** Percent. For B1 and B7 the table kept the accuracies of an earlier version of the paper. */
  readonly top1: number;
  readonly seconds: number;
  /** How many times faster than the row before it. */
  readonly speedup: Printed | null;
}

export const cpuLatencyTable4: readonly LatencyRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Table 4' }],
  [
    { model: 'ResNet-152', top1: 77.8, seconds: 0.554, speedup: null },
    { model: 'EfficientNet-B1', top1: 78.8, seconds: 0.098, speedup: printed('5.7x') },
    { model: 'GPipe', top1: 84.3, seconds: 19.0, speedup: null },
    { model: 'EfficientNet-B7', top1: 84.4, seconds: 3.1, speedup: printed('6.1x') },
  ],
);
