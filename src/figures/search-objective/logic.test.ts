import { expect, test } from 'vitest';
import { accuracyFor, candidates, costsBetween, score } from './logic.ts';

test('at the target the score is the accuracy', () => {
  expect(score(77.1, 400e6)).toBeCloseTo(77.1, 10);
});

test('twice the cost takes 2^−0.07 of the score, about 4.7 %', () => {
  expect(score(77.1, 800e6) / score(77.1, 400e6)).toBeCloseTo(0.952638, 6);
});

test('the accuracy for a score gives that score', () => {
  for (const cost of [1e8, 4e8, 5e9]) expect(score(accuracyFor(80, cost), cost)).toBeCloseTo(80, 10);
});

test('the printed networks up to five billion; by this reward B0 beats B1 and both beat ResNet-50', () => {
  const all = candidates(5e9);
  const of = (name: string) => all.find((each) => each.name === name)!;
  expect(all.map(({ name }) => name)).toEqual(['B0', 'ResNet-50', 'DenseNet-169', 'B1', 'B2', 'B3', 'B4']);
  for (const name of ['B1', 'B2', 'B3', 'B4']) expect(of('B0').score).toBeGreaterThan(of(name).score);
  expect(of('B1').score).toBeGreaterThan(of('ResNet-50').score);
});

test('costs are spaced evenly by their ratio', () => {
  const costs = costsBetween(1, 100, 3);
  expect(costs.map((cost) => Math.round(cost))).toEqual([1, 10, 100]);
});
