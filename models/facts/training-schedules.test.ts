import { expect, test } from 'vitest';
import {
  classifierEpochs,
  classifierMemoryInEpochs,
  classifierRate,
  detectorRate,
  memoryInSteps,
} from './training-schedules.ts';

test('218,949 steps of 2,048 pictures are about 350 epochs', () => {
  expect(classifierEpochs).toBeCloseTo(350.04, 2);
});

test("EfficientNet's rate: up over five epochs, then 3 % less every 2.4", () => {
  expect(classifierRate(0)).toBe(0);
  expect(classifierRate(2.5)).toBeCloseTo(0.128, 12);
  // 5 / 2.4 = 2.08: two falls lie within the warm-up.
  expect(classifierRate(5)).toBeCloseTo(0.256 * 0.97 ** 2, 12);
  expect(classifierRate(239.9)).toBeCloseTo(0.256 * 0.97 ** 99, 12);
  expect(classifierRate(240.1)).toBeCloseTo(0.256 * 0.97 ** 100, 12);
  expect(classifierRate(-1)).toBeNull();
  expect(classifierRate(351)).toBeNull();
});

test("EfficientDet's rate: its highest after one epoch, half of it half way, nothing at the end", () => {
  expect(detectorRate(0.5, 300)).toBeCloseTo(0.08, 12);
  expect(detectorRate(1, 300)).toBeCloseTo(0.16, 12);
  expect(detectorRate(150.5, 300)).toBeCloseTo(0.08, 12);
  expect(detectorRate(300, 300)).toBeCloseTo(0, 12);
  expect(detectorRate(300, 600)).toBeGreaterThan(0.08);
  expect(detectorRate(301, 300)).toBeNull();
});

test('a decay of 0.9999 remembers ten thousand steps, which are sixteen epochs', () => {
  expect(memoryInSteps(0.9999)).toBeCloseTo(9999.5, 1);
  expect(classifierMemoryInEpochs).toBeCloseTo(15.99, 2);
});
