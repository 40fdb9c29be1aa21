import { type Cited, cited, type Printed, printed } from '../row.ts';

/** A network for segmentation on Cityscapes' test pictures. */
export interface RealTimeRow extends Cited {
  readonly network: string;
  /** Mean IoU in percent. */
  readonly meanIou: number | null;
  readonly framesPerSecond: number | null;
  /** What is printed as parameters. */
  readonly parameters: Printed | null;
  readonly multiplyAdds: Printed | null;
}

const row = (
  network: string,
  meanIou: number | null,
  framesPerSecond: number | null,
  parameters: string | null,
  multiplyAdds: string | null,
) => ({
  network,
  meanIou,
  framesPerSecond,
  parameters: parameters === null ? null : printed(parameters),
  multiplyAdds: multiplyAdds === null ? null : printed(multiplyAdds),
});

/** From the papers' abstracts. */
export const realTimeAbstracts: readonly RealTimeRow[] = [
  ...cited(
    'verified',
    [{ key: 'BS', where: 'abstract' }],
    [row('BiSeNet-Xception39', 68.4, 105, null, null)],
  ),
  ...cited(
    'verified',
    [{ key: 'DF', where: 'abstract' }],
    [row('DFANet-A', 71.3, null, null, '3.4B'), row('DFANet-A on half pictures', 70.3, 160, null, '1.7B')],
  ),
];

/** As others list them. */
export const realTimeTables: readonly RealTimeRow[] = cited(
  'secondary',
  [{ key: 'RTS', where: 'README.md' }],
  [
    row('BiSeNet-Xception39', 68.4, null, '5.8M', null),
    row('BiSeNet-ResNet-18', 74.7, 65.5, '49.0M', null),
    row('DFANet-A', 71.3, 100, '7.8M', null),
  ],
);
