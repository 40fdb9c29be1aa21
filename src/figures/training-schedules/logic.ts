import {
  classifierEpochs,
  classifierMemoryInEpochs,
  classifierRate,
  detectorRate,
} from '../../../models/facts/training-schedules.ts';
import { detectorTraining } from '../../../models/published/efficientdet/training.ts';
import { efficientNetTraining } from '../../../models/published/efficientnet/training.ts';
import type { SchedulesView } from './view.ts';

export const highestClassifier = efficientNetTraining.learningRate.initial;
export const highestDetector = detectorTraining.learningRate;

/** Epochs of the detectors' training that is drawn. */
export const epochsOf = (length: SchedulesView['length']): number =>
  length === 'usual' ? detectorTraining.epochs : detectorTraining.epochsLargest;

/** The last epoch on the axis: that of the longer of the two trainings, to the next tick. */
export const lastEpoch = (length: SchedulesView['length']): number =>
  Math.round(Math.max(classifierEpochs, epochsOf(length)) / 50) * 50;

/** A curve as [epoch, share of the highest rate], with every stair's two corners. */
export type Curve = readonly (readonly [epoch: number, share: number])[];

/** EfficientNet's stairs. */
export const classifierCurve: Curve = (() => {
  const { decayEpochs, warmUpEpochs } = efficientNetTraining.learningRate;
  const share = (epoch: number) => (classifierRate(epoch) ?? 0) / highestClassifier;
  const corners: [number, number][] = [
    [0, 0],
    [warmUpEpochs, 1],
    [warmUpEpochs, share(warmUpEpochs)],
  ];
  for (let stair = Math.ceil(warmUpEpochs / decayEpochs); stair * decayEpochs < classifierEpochs; stair++) {
    const epoch = stair * decayEpochs;
    corners.push([epoch, corners.at(-1)![1]], [epoch, share(epoch + decayEpochs / 2)]);
  }
  corners.push([classifierEpochs, corners.at(-1)![1]]);
  return corners;
})();

/** EfficientDet's half cosine. */
export const detectorCurve = (length: SchedulesView['length']): Curve => {
  const epochs = epochsOf(length);
  const places = [
    0,
    detectorTraining.warmUpEpochs,
    ...Array.from({ length: 60 }, (_, i) => ((i + 1) * epochs) / 60),
  ];
  return places
    .filter((epoch, i) => i < 2 || epoch > detectorTraining.warmUpEpochs)
    .map((epoch) => [epoch, (detectorRate(epoch, epochs) ?? 0) / highestDetector]);
};

/** The epochs that EfficientNet's averaged weights remember at `epoch`, or null where it is not trained. */
export function remembered(epoch: number): readonly [from: number, to: number] | null {
  if (classifierRate(epoch) === null) return null;
  return [Math.max(0, epoch - classifierMemoryInEpochs), epoch];
}
