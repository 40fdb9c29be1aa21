import { describe, expect, test } from 'vitest';
import { rankCorrelation } from './rank-correlation.ts';

describe('rank correlation', () => {
  // Values of scipy.stats.spearmanr.
  test.each([
    [[1, 2, 3, 4], [10, 20, 30, 1e9], 1],
    [[1, 2, 3], [3, 2, 1], -1],
    [[106, 86, 100, 101, 99, 103, 97, 113, 112, 110], [7, 0, 27, 50, 28, 29, 20, 12, 6, 17], -29 / 165],
    [[1, 2, 2, 3], [1, 3, 2, 4], 0.9486832980505138],
  ])('of %j and %j is %d', (a, b, expected) => {
    expect(rankCorrelation(a, b)).toBeCloseTo(expected, 12);
  });

  test('does not change where values are stretched without changing their order', () => {
    const a = [3, 1, 4, 1, 5, 9, 2, 6];
    const b = [2, 7, 1, 8, 2, 8, 1, 8];
    expect(rankCorrelation(a.map(Math.exp), b)).toBeCloseTo(rankCorrelation(a, b)!, 12);
  });

  test('is none of two things, nor where one says nothing', () => {
    expect(rankCorrelation([1, 2], [1, 2])).toBeNull();
    expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(() => rankCorrelation([1, 2, 3], [1])).toThrow(RangeError);
  });
});
