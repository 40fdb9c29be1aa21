import { expect, test } from 'vitest';
import type { Answer } from '../../models/heads/assessment.ts';
import { comparison } from '../../models/heads/comparison.ts';
import { lossAt, mostProbable } from '../../models/heads/training.ts';

const answer = (picture: number, label: number, probabilities: readonly number[]): Answer => ({
  picture,
  label,
  probabilities,
  prediction: mostProbable(probabilities),
  loss: lossAt(probabilities, label),
});
const compared = (frozen: readonly Answer[], tuned: readonly Answer[]) => comparison(frozen, tuned, 2, 1);

test('both runs stand beside each other: accuracy, interval, F1, loss, and what only one of them names right', () => {
  const frozen = [answer(0, 0, [0.9, 0.1]), answer(1, 1, [0.6, 0.4]), answer(2, 0, [0.8, 0.2])];
  const tuned = [answer(0, 0, [0.3, 0.7]), answer(1, 1, [0.2, 0.8]), answer(2, 0, [0.5, 0.5])];
  const found = compared(frozen, tuned);
  expect(found).toMatchObject({ onlyFrozen: 1, onlyTuned: 1, pictures: 3, better: null, overlap: true });
  expect(found).toMatchObject({ lowerLoss: 'frozen', chance: 1 });
  expect(found?.frozen.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found?.tuned.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found?.frozen.loss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.4) + Math.log(0.8)) / 3, 12);
  // Of a: 2 right, one of b called so: F1 0.8; of b: none. Tuned: a 1 of 2, b 1 with one false: F1 2/3 each.
  expect(found?.frozen.macroF1).toBeCloseTo(0.4, 12);
  expect(found?.tuned.macroF1).toBeCloseTo(2 / 3, 12);
  expect(found?.frozen.interval?.[0]).toBeLessThanOrEqual(2 / 3);
});

test('which is better, whether intervals overlap, and how often chance alone would part them so', () => {
  const sure = (label: number, right: boolean): readonly number[] =>
    (label === 0) === right ? [0.9, 0.1] : [0.1, 0.9];
  const many = (rightOf: (i: number) => boolean) =>
    Array.from({ length: 40 }, (_, i) => answer(i, i % 2, sure(i % 2, rightOf(i))));
  const poor = many((i) => i < 12);
  const good = many((i) => i < 36);
  expect(compared(poor, good)).toMatchObject({ better: 'tuned', lowerLoss: 'tuned', overlap: false });
  expect(compared(good, poor)).toMatchObject({ better: 'frozen', lowerLoss: 'frozen' });
  expect(compared(poor, good)?.chance).toBeCloseTo(2 / 2 ** 24, 12);
  // One without a mistake has no interval to overlap with.
  expect(
    compared(
      good,
      many(() => true),
    ),
  ).toMatchObject({ better: 'tuned', overlap: null });
});

test('nothing is compared where nothing was kept for the test', () => {
  expect(compared([], [])).toBeNull();
});
