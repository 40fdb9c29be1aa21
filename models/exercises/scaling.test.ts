import { describe, expect, test } from 'vitest';
import { rightMark } from './fault.ts';
import { numberIsPhi } from './number-is-phi.ts';
import { blocks, channels, counted, eachAlone, promised, releasedTimes } from './scaling.ts';
import { asDearAsWide, withinBudget } from './scaling-views.ts';

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
    const told = numberIsPhi
      .variants()
      .map((each) => [each.model, each.told, ...rightMark(numberIsPhi, each)].join(' '));
    expect(told).toEqual([
      'B3 3 phi one',
      'B3 2 nothing one',
      'B1 1 phi three',
      'B2 2 phi one',
      'B2 1 nothing one',
      'B4 4 phi three',
      'B5 5 phi three',
      'B6 6 phi three',
      'B7 7 phi three',
    ]);
  });
});
