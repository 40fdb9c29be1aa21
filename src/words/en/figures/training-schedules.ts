import { exact, fixed, percent } from '../quantity.ts';

export const title = (halvingEpochs: number) =>
  `Two ways down: EfficientNet halves its rate every ${Math.round(halvingEpochs)} epochs, EfficientDet follows a cosine`;
export const epochAxis = 'epoch';
export const rateAxis = 'learning rate, share of the highest';
export const knob = 'Epoch';
export const length = 'EfficientDet';
export const lengths = (usual: number, longest: number) =>
  ({ usual: `D0 to D6, ${usual} epochs`, longest: `D7 and D7x, ${longest} epochs` }) as const;
export const classifier = 'EfficientNet';
export const detector = 'EfficientDet';
export const memory = 'averaged weights';

/** A rate and its share of the highest, or that the training is over. */
const at = (name: string, rate: number | null, highest: number) =>
  rate === null
    ? `${name} has been trained to the end`
    : `${name}’s rate is ${fixed(rate, 4)}, ${percent((100 * rate) / highest, 0)} of its highest`;

/** Rates of both at an epoch; null where a training is over. */
export const sentence = (
  epoch: number,
  classifierAt: { rate: number | null; highest: number },
  detectorAt: { rate: number | null; highest: number },
) =>
  `${epoch === 0 ? 'Before the first step' : `After ${exact(epoch)} ${epoch === 1 ? 'epoch' : 'epochs'}`} ${at(classifier, classifierAt.rate, classifierAt.highest)}; ${at(detector, detectorAt.rate, detectorAt.highest)}.`;

export const description = (said: string) =>
  `Learning rate against epoch. EfficientNet’s falls in steps, EfficientDet’s along half a cosine. ${said}`;

export const caption = (
  highestClassifier: number,
  highestDetector: number,
  decayEpochs: number,
  memoryEpochs: number,
) =>
  `Highest rates: ${highestClassifier} (RMSProp) and ${highestDetector} (SGD with momentum); the two optimisers’ rates are not comparable, so each is drawn as a share of its own. EfficientNet’s line has a stair every ${decayEpochs} epochs. The shaded stretch before the marker is what EfficientNet’s averaged weights remember: ${Math.round(memoryEpochs)} epochs.`;

export const source =
  'Computed from Tan and Le 2019, §5.2 and the released code, and from Tan, Pang and Le 2020, §5.1.';
