import { describe, expect, test } from 'vitest';
import {
  blocks,
  channels,
  counted,
  eachAlone,
  numberIsPhi,
  promised,
  releasedTimes,
  scalingLesson,
} from './scaling.ts';
import { asDearAsWide, withinBudget } from './scaling-views.ts';
import { slipTolerance, verdict } from './verdict.ts';

describe('as the lesson stands, without a class word', () => {
  const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;
  test('each dimension alone, doubled', () => {
    expect(eachAlone.items(first(eachAlone)).map(({ id, value }) => [id, Number(value.toFixed(2))])).toEqual([
      ['depth', 2.03],
      ['width', 3.76],
      ['resolution', 3.99],
    ]);
  });
  test('φ = 2: the promise and the count', () => {
    expect(first(promised)).toEqual({ phi: 2 });
    expect(promised.truth(first(promised))).toBeCloseTo(3.69, 2);
    expect(promised.slips.exactlyTwo?.(first(promised))).toBe(4);
    expect(promised.slips.asFactor?.(first(promised))).toBe(32);
    expect(counted.truth(first(counted))).toBeCloseTo(4.69, 2);
  });
  test('blocks at φ = 1', () => {
    expect(first(blocks)).toEqual({ phi: 1 });
    expect(blocks.truth(first(blocks))).toBe(23);
    expect(blocks.slips.sumRounded?.(first(blocks))).toBe(19);
  });
  test('sixteen channels at width 1.2', () => {
    expect(first(channels)).toEqual({ stage: 2, channels: 16, width: 1.2 });
    expect(channels.truth(first(channels))).toBe(24);
    expect(channels.slips.nearest?.(first(channels))).toBe(16);
    expect(channels.slips.unrounded?.(first(channels))).toBeCloseTo(19.2, 10);
  });
  test('a billion multiply-adds: φ from 0.97 to 1.03; of 600 million there is none', () => {
    expect(first(withinBudget)).toEqual({ budget: 1e9 });
    const ends = (budget: number) => [0, 0.999].map((at) => withinBudget.accepted({ budget }, () => at).phi);
    expect(ends(1e9)).toEqual([0.97, 1.03]);
    expect(() => ends(0.6e9)).toThrow();
  });
  test('as dear as 1.4 times the width: the width alone is no answer, nor is the rule’s square', () => {
    expect(first(asDearAsWide)).toEqual({ width: 1.4 });
    const { slips } = asDearAsWide;
    expect(slips.widthMoved?.example({ width: 1.4 })).toEqual({ depth: 1, width: 1.4, resolution: 1 });
    expect(slips.promise?.example({ width: 1.4 })).toEqual({ depth: 1, width: 1, resolution: 1.4 });
    // Many: depths from the knob's least on, each with a side of its own.
    const depths = Array.from(
      { length: 40 },
      (_, i) => asDearAsWide.accepted({ width: 1.4 }, () => i / 40).depth,
    );
    expect(new Set(depths).size).toBeGreaterThan(20);
  });
  test('B1, and what B3 is not', () => {
    expect(releasedTimes.truth(first(releasedTimes))).toBeCloseTo(1.78, 2);
    expect(first(numberIsPhi).model).toBe('B3');
    for (const variant of numberIsPhi.variants()) expect(numberIsPhi.truth(variant)).toBe('none');
  });
});

describe.each(scalingLesson.exercises.filter((each) => each.kind === 'number'))(
  '$id, in every variant:',
  (exercise) => {
    test('what is right is taken; each mistake is beyond the tolerance, and named', () => {
      for (const variant of exercise.variants()) {
        const truth = exercise.truth(variant);
        expect(Number.isFinite(truth) && truth > 0).toBe(true);
        for (const sign of [-1, 1]) {
          const near = truth * (1 + 0.99 * sign * exercise.tolerance);
          expect(verdict(exercise, variant, String(near)).state).toBe('right');
          const far = truth * (1 + sign * (1.01 * exercise.tolerance + 0.001));
          expect(verdict(exercise, variant, String(far)).state).toBe('wrong');
        }
        for (const [slip, of] of Object.entries(exercise.slips)) {
          const value = of(variant);
          if (value === null) continue;
          expect(Math.abs(value / truth - 1)).toBeGreaterThan(exercise.tolerance);
          expect(verdict(exercise, variant, String(value))).toMatchObject({ state: 'wrong', slip });
        }
      }
    });
  },
);

test('neighbours of an order differ by three per cent at least, and the order shown first is never right', () => {
  for (const variant of eachAlone.variants()) {
    const items = eachAlone.items(variant);
    const values = items.map(({ value }) => value).sort((a, b) => b - a);
    for (const [i, value] of values.slice(1).entries())
      expect((values[i] ?? 0) / value).toBeGreaterThan(1.03);
    expect(
      verdict(
        eachAlone,
        variant,
        items.map(({ id }) => id),
      ).state,
    ).toBe('order');
  }
  expect(slipTolerance).toBeLessThan(0.03);
});

test('every goal is tested, every exercise is known by one name', () => {
  const { goals, exercises } = scalingLesson;
  expect(new Set(exercises.flatMap(({ goal }) => goal ?? []))).toEqual(new Set(goals));
  expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
});
