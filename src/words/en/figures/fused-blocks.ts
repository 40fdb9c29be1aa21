import { bytes, rounded, significant, times } from '../quantity.ts';

export const title = 'Early, a full convolution does more arithmetic and moves fewer bytes';
export const network = 'EfficientNetV2';
export const measure = 'bars';
export const measures = {
  multiplyAdds: 'multiply-adds',
  parameters: 'parameters',
  bytesMoved: 'bytes moved',
  intensity: 'multiply-adds a byte',
} as const;
export const kinds = { inverted: 'MBConv', fused: 'Fused-MBConv' } as const;
export const stage = 'stage';
export const built = 'built of';
export const released = 'as released';

export const amount = (value: number, of: keyof typeof measures) =>
  of === 'bytesMoved' ? bytes(value) : of === 'intensity' ? significant(value, 2) : rounded(value, 3);

export const size = (layers: number, channels: number, side: number) =>
  `${layers} ${layers === 1 ? 'block' : 'blocks'}, ${channels} channels, ${side} × ${side}`;

/** Each a ratio of fused to MBConv. */
export const sentence = (
  name: string,
  adds: { early: number; late: number },
  moved: { early: number; late: number },
) =>
  `In the stages of ${name} that were released fused, fusing takes ${times(adds.early)} the multiply-adds and ${times(moved.early)} the bytes. In the others it would take ${times(adds.late)} and ${times(moved.late)}.`;

export const table = (name: string, of: keyof typeof measures) =>
  `Stages of EfficientNetV2-${name} built of MBConv and of Fused-MBConv: ${measures[of]}`;

export const caption =
  'Every stage of the network, built of either kind of block and counted at the resolution at which the network is tested. The filled bar is what was released. Bytes are maps read and written once by every operator, and weights read once, as float32, batch norms multiplied into the kernels.';

export const source =
  'Computed from the graphs. Stage tables: the released code (google/automl, effnetv2_configs.py).';
