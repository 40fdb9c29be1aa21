import { expect, test } from 'vitest';
import {
  classifierEpochs,
  classifierRate,
  detectorRate,
  halvingEpochs,
} from '../../../models/facts/training-schedules.ts';
import {
  classifierCurve,
  detectorCurve,
  highestClassifier,
  highestDetector,
  lastEpoch,
  remembered,
} from './logic.ts';

/** What a drawn line says at an epoch. */
function drawn(curve: readonly (readonly [number, number])[], epoch: number): number {
  const next = curve.findIndex(([at]) => at > epoch);
  const [x0, y0] = curve[next - 1]!;
  const [x1, y1] = curve[next]!;
  return y0 + ((y1 - y0) * (epoch - x0)) / (x1 - x0);
}

test('the stairs that are drawn are the schedule', () => {
  for (const epoch of [1, 4, 6, 7.3, 50, 123.4, 300, 349])
    expect(drawn(classifierCurve, epoch)).toBeCloseTo(
      epoch < 5 ? epoch / 5 : classifierRate(epoch)! / highestClassifier,
      10,
    );
  expect(classifierCurve.at(-1)![0]).toBeCloseTo(classifierEpochs, 10);
});

test('the drawn cosine is within half a percent of the schedule', () => {
  for (const [length, epochs] of [
    ['usual', 300],
    ['longest', 600],
  ] as const)
    for (const epoch of [0.5, 20, 133, 250, 299])
      expect(
        Math.abs(drawn(detectorCurve(length), epoch) - detectorRate(epoch, epochs)! / highestDetector),
      ).toBeLessThan(0.005);
});

test('the title holds: every 55 epochs EfficientNet has half the rate', () => {
  expect(halvingEpochs).toBeCloseTo(54.6, 1);
  for (const epoch of [20, 100, 250])
    expect(classifierRate(epoch + halvingEpochs)! / classifierRate(epoch)!).toBeCloseTo(0.5, 1);
});

test('the axis ends where the longer training does', () => {
  expect(lastEpoch('usual')).toBe(350);
  expect(lastEpoch('longest')).toBe(600);
});

test('what the average remembers ends at the marker and never begins before the training', () => {
  expect(remembered(3)).toEqual([0, 3]);
  expect(remembered(100)![0]).toBeCloseTo(84.0, 1);
  expect(remembered(500)).toBeNull();
});
