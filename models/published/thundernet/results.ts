import { type Cited, cited, type Printed, printed } from '../row.ts';

/** ThunderNet on COCO. */
export interface ThunderNetRow extends Cited {
  readonly snet: 49 | 146 | 535;
  readonly ap: number;
  /** Pictures a second on an ARM processor. */
  readonly armFramesPerSecond: number | null;
}

export const thunderNetCoco: readonly ThunderNetRow[] = [
  ...cited(
    'verified',
    [{ key: 'TNA', where: 'abstract' }],
    [{ snet: 49 as const, ap: 19.2, armFramesPerSecond: 24.1 }],
  ),
  ...cited(
    'verified',
    [{ key: 'TN', where: 'README.md' }],
    [{ snet: 146 as const, ap: 23.6, armFramesPerSecond: null }],
  ),
  ...cited(
    'secondary',
    [{ key: 'TNA', where: 'as a survey lists it' }],
    [{ snet: 535 as const, ap: 28.1, armFramesPerSecond: null }],
  ),
];

/** The multiply-adds that the backbones are named by. */
export const snetNames: readonly (Cited & {
  readonly snet: 49 | 146 | 535;
  readonly multiplyAdds: Printed;
})[] = cited(
  'verified',
  [
    { key: 'TN', where: 'README.md' },
    { key: 'CVP', where: 'cvpods/modeling/backbone/snet.py' },
  ],
  [
    { snet: 49, multiplyAdds: printed('49M') },
    { snet: 146, multiplyAdds: printed('146M') },
    { snet: 535, multiplyAdds: printed('535M') },
  ],
);
