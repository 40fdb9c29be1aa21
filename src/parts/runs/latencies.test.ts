import { expect, test } from 'vitest';
import { latest, median } from './latencies.ts';

test('median of odd, even and no values', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeUndefined();
});

test('latencies keep the last few', () => {
  expect(latest([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
});
