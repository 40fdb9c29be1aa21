import { exact, fixed, percent, upTo } from '../quantity.ts';

export const title = 'Small, plain pictures first; large, distorted ones last';
export const network = 'EfficientNetV2';
export const knob = 'Epoch';
export const stageName = (stage: number) => `stage ${stage}`;
export const setting = 'setting';
export const settings = {
  size: 'picture',
  randAugment: 'RandAugment, magnitude',
  mixup: 'mixup, α',
  dropout: 'dropout',
} as const;

export const pixels = (size: number) => `${size} × ${size}`;
export const value = (of: keyof typeof settings, amount: number) =>
  of === 'size' ? pixels(amount) : of === 'randAugment' ? fixed(amount, 1) : fixed(amount, 2);

/** `share` of the last stage's multiply-adds that a picture of this stage costs. */
export const sentence = (epoch: number, stage: number, stages: number, size: number, share: number) =>
  `Epoch ${exact(epoch)} stands in stage ${stage} of ${stages}: pictures of ${pixels(size)} pixels, each ${stage === stages ? 'the dearest of the training' : `${percent(100 * share, 0)} of the multiply-adds of one in the last stage`}.`;

/** `fainter`: share of the second picture, 0 for none; `operations`: among how many RandAugment draws. */
export const drawn = (
  distortion: { readonly degrees: number; readonly colour: number },
  fainter: number,
  operations: number,
) =>
  `Of RandAugment’s ${operations} operations two are drawn: turned by ${upTo(distortion.degrees, 0)}°, ${Math.abs(distortion.colour - 1) < 0.05 ? 'colours as they are' : `colours ${fixed(distortion.colour, 1)} times as far from grey`}.${fainter > 0 ? ` Mixup lays ${percent(100 * fainter, 0)} of another picture over it, the mean of what it draws.` : ''}`;

export const picture = (description: string, size: number) =>
  `${description} At ${pixels(size)} pixels, inside the square of the last stage’s size.`;

export const table = (name: string) => `What EfficientNetV2-${name} is trained with, stage by stage`;

export const caption = (name: string, share: number, stages: number) =>
  `The square is the largest picture of the training, the photograph in it what the network gets now, pixel for pixel to one scale: turned and coloured as strongly as RandAugment may now, and mixed as mixup mixes on average. Each training picture draws operations of its own. All ${stages} stages of ${name} together cost ${percent(100 * share, 0)} of a training at the largest size throughout, in multiply-adds; that is not the time, which no table that we could read splits.`;

export const source =
  'Settings: Tan and Le 2021, Table 6, read in a transcription only (Keras port); the rule between the stages: §4.2. What a magnitude does: the released code (google/automl, efficientnetv2/autoaugment.py). Multiply-adds: counted.';
