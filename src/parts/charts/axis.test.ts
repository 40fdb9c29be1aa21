import { expect, test } from 'vitest';
import { type Axis, place, ticksOf, valueAt } from './axis.ts';

const linear: Axis = { kind: 'linear', from: 74.8, to: 85, start: 500, end: 20 };
const logarithmic: Axis = { kind: 'logarithmic', from: 0.15e9, to: 100e9, start: 36, end: 584 };

test('values lie where they belong, and are found there again', () => {
  expect(place(linear, 74.8)).toBe(500);
  expect(place(linear, 85)).toBe(20);
  expect(place(logarithmic, Math.sqrt(0.15e9 * 100e9))).toBeCloseTo(310, 9);
  expect(place(logarithmic, 200e9)).toBeGreaterThan(584);
  for (const value of [0.2e9, 3e9, 99e9])
    expect(valueAt(logarithmic, place(logarithmic, value)) / value).toBeCloseTo(1, 12);
});

test('ticks are round', () => {
  expect(ticksOf(linear, { step: 2 })).toEqual([76, 78, 80, 82, 84]);
  expect(ticksOf(linear)).toHaveLength(11);
  // Both ends of an axis whose length is no whole number of steps in floating point.
  for (const to of [0.3, 0.6, 0.7])
    expect(ticksOf({ ...linear, from: 0, to }, { step: 0.1 }).at(-1), `${to}`).toBeCloseTo(to, 12);
  expect(ticksOf({ ...linear, from: 0.7, to: 0.9 }, { step: 0.1 })).toHaveLength(3);
  expect(ticksOf(logarithmic).map((value) => value / 1e9)).toEqual([0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]);
  expect(ticksOf(logarithmic, { sparse: true }).map((value) => value / 1e9)).toEqual([1, 10, 100]);
});
