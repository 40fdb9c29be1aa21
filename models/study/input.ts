import { middle, wide } from './batches.ts';

/** How a picture becomes the input of a network of the study, as a checkpoint's card says it: (value / 255 − mean) / std, whole and at its own side. */
export function studyInput(side: number) {
  const channels = (value: number) => [value / 255, value / 255, value / 255] as const;
  return {
    height: side,
    width: side,
    mean: channels(middle),
    std: channels(wide),
    cropFraction: 1,
    interpolation: 'bilinear',
  } as const;
}
