import { expect, test } from 'vitest';
import { compound, costBase, paperBases } from '../families/efficientnet/compound.ts';
import { roundFilters, roundRepeats } from './rounding.ts';

test('channels go to the nearest multiple of 8, but not below 90 %', () => {
  expect([16, 24, 40, 80].map((filters) => roundFilters(filters, 1.4))).toEqual([24, 32, 56, 112]);
  // 16 · 1.2 = 19.2 would round to 16, which is under 17.28.
  expect(roundFilters(16, 1.2)).toBe(24);
  expect(roundFilters(16, 0.1)).toBe(8);
  expect(roundFilters(1280, 2)).toBe(2560);
});

test('layers are rounded up', () => {
  expect([1, 2, 3, 4].map((repeats) => roundRepeats(repeats, 1.1))).toEqual([2, 3, 4, 5]);
  expect(roundRepeats(4, 3.1)).toBe(13);
});

test('the paper’s bases multiply the cost by 1.92027 a step, not 2', () => {
  expect(costBase(paperBases)).toBeCloseTo(1.92027, 10);
  expect(compound({ phi: 0 })).toMatchObject({ depth: 1, width: 1, resolution: 224, promisedCost: 1 });
  const two = compound({ phi: 2 });
  expect([two.depth, two.width, two.resolution]).toEqual([1.2 ** 2, 1.1 ** 2, 296]);
  expect(two.exactResolution).toBeCloseTo(296.24, 10);
  expect(two.promisedCost).toBeCloseTo(1.92027 ** 2, 10);
  expect(compound({ phi: -30 }).resolution).toBeGreaterThanOrEqual(1);
});
