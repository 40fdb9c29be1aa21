import { detectorTraining } from '../published/efficientdet/training.ts';
import { efficientNetTraining } from '../published/efficientnet/training.ts';

/** How many times the released code shows EfficientNet every training picture: steps · batch / pictures (TPU main.py). */
export const classifierEpochs: number =
  (efficientNetTraining.trainSteps * efficientNetTraining.learningRate.defaultBatch) /
  efficientNetTraining.trainPictures;

/**
 * EfficientNet's learning rate at `epoch` (EfficientNet §5.2): it rises from nothing over the warm-up, and every 2.4 epochs since the
 * start it is multiplied by 0.97. Nothing is trained before 0 or after {@link classifierEpochs}: `null`.
 */
export function classifierRate(epoch: number): number | null {
  const { initial, decayFactor, decayEpochs, warmUpEpochs } = efficientNetTraining.learningRate;
  if (!(epoch >= 0 && epoch <= classifierEpochs)) return null;
  if (epoch < warmUpEpochs) return (initial * epoch) / warmUpEpochs;
  return initial * decayFactor ** Math.floor(epoch / decayEpochs);
}

/**
 * EfficientDet's learning rate at `epoch` of a training of `epochs` (EfficientDet §5.1): from nothing to its highest over the first epoch,
 * then down half a cosine to nothing. `null` outside the training.
 */
export function detectorRate(epoch: number, epochs: number): number | null {
  const { learningRate, warmUpEpochs } = detectorTraining;
  if (!(epoch >= 0 && epoch <= epochs)) return null;
  if (epoch < warmUpEpochs) return (learningRate * epoch) / warmUpEpochs;
  return (learningRate * (1 + Math.cos((Math.PI * (epoch - warmUpEpochs)) / (epochs - warmUpEpochs)))) / 2;
}

/** Steps over which a moving average with this `decay` a step forgets all but 1 / e of what it held: about 1 / (1 − decay). */
export function memoryInSteps(decay: number): number {
  return -1 / Math.log(decay);
}

/** Epochs that EfficientNet's averaged weights look back over, in the same sense. */
export const classifierMemoryInEpochs: number =
  (memoryInSteps(efficientNetTraining.weightMovingAverageDecay) * classifierEpochs) /
  efficientNetTraining.trainSteps;

/** Epochs in which EfficientNet's rate falls to half. */
export const halvingEpochs: number =
  (efficientNetTraining.learningRate.decayEpochs * Math.log(0.5)) /
  Math.log(efficientNetTraining.learningRate.decayFactor);
