import { expect, test } from 'vitest';
import type { Answer } from '../../../models/heads/assessment.ts';
import { lossAt, mostProbable } from '../../../models/heads/training.ts';
import type { Outcome } from './outcome.ts';
import { pairOf } from './tuning.ts';

const answer = (picture: number, label: number, probabilities: readonly number[]): Answer => ({
  picture,
  label,
  probabilities,
  prediction: mostProbable(probabilities),
  loss: lossAt(probabilities, label),
});
const outcome = (answers: readonly Answer[]): Outcome => ({
  names: ['a', 'b'],
  labels: [0, 1, 0, 1],
  parts: ['test', 'test', 'test', 'train'],
  seed: 1,
  curve: [],
  step: 3,
  ended: 'converged',
  answers,
  leaks: { count: 0, tested: 0, pairs: [] },
});

test('the second run keeps pictures, parts and the first training, and answers by its own features', () => {
  const labels = [0, 1, 0, 1];
  const frozenOutcome = outcome([
    answer(0, 0, [0.9, 0.1]),
    answer(1, 1, [0.6, 0.4]),
    answer(2, 0, [0.8, 0.2]),
  ]);
  const head = { kernel: Float32Array.of(0, 0), bias: Float32Array.of(0, 0) };
  const card = {
    title: 'a, b',
    standsOn: 'efficientnet-b0',
    backbone: 'x',
    classes: ['a', 'b'],
    training: { method: 'lbfgs', seed: 1, decay: 1e-2, step: 3, ended: 'converged' },
    pictures: [],
    measured: null,
  };
  const data = { features: Float32Array.of(1, 1, 1, 1), labels, width: 1 };
  const frozen = { head, card, trained: { outcome: frozenOutcome, items: [], data } };
  const block = { 'stage9/conv/kernel': Float32Array.of(1) };
  const shapes = { 'stage9/conv/kernel': [1, 1, 1, 1] };
  const { tuned } = pairOf(frozen, {
    block,
    shapes,
    head: { kernel: Float32Array.of(1, -1), bias: Float32Array.of(0, 0) },
    features: Float32Array.of(2, -2, -2, 0),
    curve: [],
    step: 2,
    ended: 'early',
  });
  expect(tuned.head.block).toBe(block);
  expect(tuned.card).toMatchObject({
    training: card.training,
    tuning: { step: 2, ended: 'early', weights: shapes },
  });
  // The first two are right now, the third is not.
  expect(tuned.trained?.outcome.answers.map(({ prediction }) => prediction)).toEqual([0, 1, 1]);
  expect(tuned.card.measured?.accuracy).toBeCloseTo(2 / 3, 12);
  expect(tuned.trained?.data.features).toEqual(Float32Array.of(2, -2, -2, 0));
  expect(tuned.trained?.outcome).toMatchObject({ step: 2, ended: 'early', seed: 1 });
});
