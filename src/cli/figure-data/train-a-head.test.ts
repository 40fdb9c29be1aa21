import { expect, test } from 'vitest';
import { decays } from '../../../models/heads/training.ts';
import measured from '../../figures/train-a-head/measured.json' with { type: 'json' };
import { meanOf, withinOneError } from './train-a-head.ts';

test('a mean and its standard error', () => {
  expect(meanOf([1, 2, 3, 4])).toEqual({ mean: 2.5, error: expect.closeTo(Math.sqrt(5 / 3 / 4), 12) });
});

test('of choices within one standard error of the best the simplest is taken', () => {
  const of = (...means: number[]) => withinOneError(means.map((mean, at) => ({ at, mean, error: 0.1 }))).at;
  expect(of(0.5, 0.55, 0.59, 0.7)).toBe(2);
  expect(of(0.5, 0.3, 0.6)).toBe(1);
  expect(of(0.5, 0.7, 0.55)).toBe(2);
});

test('what the page trains with is what was chosen', () => {
  expect(decays.lbfgs).toBe(measured.twelve.decay);
  const choices = measured.twelve.choices.map(({ decay, validation }) => ({
    decay,
    mean: validation.loss,
    error: validation.standardError,
  }));
  expect(withinOneError(choices).decay).toBe(measured.twelve.decay);
});
