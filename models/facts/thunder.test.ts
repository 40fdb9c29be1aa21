import { expect, test } from 'vitest';
import { firstLook, reachOf, snetCost } from './thunder.ts';

test('the first look, by hand and by the fact sheet', () => {
  const { light, dense, whole, wholeDense } = firstLook();
  expect(light).toBe(400 * (245 * 25 + 245 * 256));
  expect(dense).toBe(400 * 9 * 245 * 256);
  expect(whole).toBe(502_544_960);
  expect(1 - whole / wholeDense).toBeCloseTo(0.283, 3);
});

test('windows of five reach twice as far, for a little more work', () => {
  expect(snetCost(5)).toBe(162_520_824);
  expect(snetCost(3)).toBe(154_147_704);
  // A unit of stride 1 adds k − 1 cells of its map, one of stride 2 as many of the map before.
  const reach = (k: number) => 3 + 2 * 2 + (k - 1) * (4 + 3 * 8 + 8 + 7 * 16);
  expect(reachOf(3)).toBe(reach(3));
  expect(reachOf(5)).toBe(reach(5));
});
