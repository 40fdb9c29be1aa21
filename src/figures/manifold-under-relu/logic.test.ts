import { describe, expect, test } from 'vitest';
import { counts, errorsOf, matrixOf, meanErrors, spiral, throughAndBack } from './logic.ts';
import { seeds } from './view.ts';

describe('the spiral', () => {
  test('comes back whole from linear channels, however many', () => {
    for (let seed = 1; seed <= seeds; seed++)
      for (const channels of [2, 3, 15, 30]) {
        const { points, error, lost } = throughAndBack(spiral, matrixOf(channels, seed), 'linear');
        expect(error).toBeLessThan(1e-9);
        expect(lost).not.toContain(true);
        for (const [index, [x, y]] of points.entries()) {
          expect(x).toBeCloseTo(spiral[index]![0], 6);
          expect(y).toBeCloseTo(spiral[index]![1], 6);
        }
      }
  });

  // A channel more can make one matrix worse, and the mean of 50 by a little; along these numbers it falls at each.
  test.for(['relu', 'relu6'] as const)(
    'comes back the better the more channels %s has, over 50 matrices',
    (activation) => {
      const errors = meanErrors(activation, seeds);
      const steps = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30].map((count) => errors[counts.indexOf(count)]!);
      for (const [index, error] of steps.entries())
        if (index > 0) expect(error).toBeLessThan(steps[index - 1]!);
      for (const [index, error] of errors.entries())
        if (index > 0) expect(error - errors[index - 1]!).toBeLessThan(0.006);
      expect(steps[0]).toBeGreaterThan(0.5);
      expect(steps.at(-1)).toBeLessThan(0.1);
    },
  );

  test('the cut at 6 changes little: the channels that reach it are few', () => {
    const relu6 = meanErrors('relu6', seeds);
    for (const [index, error] of meanErrors('relu', seeds).entries())
      expect(Math.abs(error - relu6[index]!)).toBeLessThan(0.02);
  });
});

test('a matrix that grows keeps its rows, and another seed is another matrix', () => {
  expect(matrixOf(9, 4).slice(0, 5)).toEqual(matrixOf(5, 4));
  expect(matrixOf(5, 4)).not.toEqual(matrixOf(5, 5));
  expect(errorsOf('relu', 3)).toHaveLength(counts.length);
});

test('by hand: two channels that are the axes keep one quarter of the plane', () => {
  const axes = [
    [1, 0],
    [0, 1],
  ] as const;
  const { points, lost, error } = throughAndBack(
    [
      [1, 2],
      [-1, 2],
      [-1, -2],
    ],
    axes,
    'relu',
  );
  // What is left is (1, 2), (0, 2) and nothing; the factor that fits best is 9 / 9.
  expect(points).toEqual([
    [1, 2],
    [0, 2],
    [0, 0],
  ]);
  expect(lost).toEqual([false, true, true]);
  expect(error).toBeCloseTo(1 - 9 / 15, 12);
});
