import { type Cited, cited, type Printed, printed } from '../row.ts';

/** A network of the paper's comparison on ImageNet, at 224 pixels. */
export interface MobileRow extends Cited {
  /** As printed, but for the NasNet-A, which is the mobile one there. */
  readonly network: string;
  /** Width of a MobileNetV2, and null for the others. */
  readonly width: number | null;
  /** Percent, one decimal. */
  readonly top1: number;
  readonly parameters: Printed;
  readonly multiplyAdds: Printed;
  /** Of one picture on a Google Pixel 1, single-threaded; null where it was not measured. */
  readonly latency: Printed | null;
}

/** Table 4 of Sandler et al. 2018. */
export const mobileTable4: readonly MobileRow[] = cited(
  'verified',
  [{ key: 'MB2', where: 'Table 4' }],
  [
    row('MobileNetV1', null, 70.6, '4.2M', '575M', '113ms'),
    row('ShuffleNet (1.5)', null, 71.5, '3.4M', '292M', null),
    row('ShuffleNet (x2)', null, 73.7, '5.4M', '524M', null),
    row('NasNet-A (mobile)', null, 74.0, '5.3M', '564M', '183ms'),
    row('MobileNetV2', 1, 72.0, '3.4M', '300M', '75ms'),
    row('MobileNetV2 (1.4)', 1.4, 74.7, '6.9M', '585M', '143ms'),
  ],
);

function row(
  network: string,
  width: number | null,
  top1: number,
  parameters: string,
  multiplyAdds: string,
  latency: string | null,
) {
  return {
    ...{ network, width, top1 },
    parameters: printed(parameters),
    multiplyAdds: printed(multiplyAdds),
    latency: latency === null ? null : printed(latency),
  };
}
