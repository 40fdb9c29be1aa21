import { describe, expect, test } from 'vitest';
import { rightMark } from './fault.ts';
import { inverted } from './inverted.ts';
import {
  belowHalf,
  fieldSide,
  gateWeights,
  gateWeightsOfExpanded,
  meanGate,
  partsInOrder,
  quarterOfExpanded,
  seenPixels,
  skips,
  squeezedWidth,
  storedOrNot,
} from './mbconv.ts';
import { verdict } from './verdict.ts';

const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;

describe('as the lesson stands, without a class word', () => {
  test('the block is the second of stage 3: 24 channels, 144 in the middle, 6 after the squeeze', () => {
    expect(first(squeezedWidth)).toEqual({
      name: 'stage3/block1',
      side: 56,
      from: 24,
      to: 24,
      expanded: 144,
      squeezed: 6,
      kernel: 3,
    });
    expect(squeezedWidth.slips.ofExpanded?.(first(squeezedWidth))).toBe(36);
  });
  test('a quarter of the expanded width: 5.93 times the weights', () => {
    expect(gateWeights({ size: 'B0' })).toBe(636_540);
    expect(gateWeightsOfExpanded({ size: 'B0' })).toBe(3_771_840);
    expect(quarterOfExpanded.truth(first(quarterOfExpanded))).toBeCloseTo(5.93, 2);
    expect(quarterOfExpanded.slips.kernelsOnly?.(first(quarterOfExpanded))).toBe(6);
  });
  test('the steps of stage4/block0, the least first', () => {
    expect(first(partsInOrder).name).toBe('stage4/block0');
    const items = partsInOrder.items(first(partsInOrder)).toSorted((a, b) => a.value - b.value);
    expect(items.map(({ id }) => id)).toEqual(['se', 'depthwise', 'project', 'expand']);
  });
  test('nine of sixteen blocks have a skip; nineteen pixels a side', () => {
    expect(skips.truth(first(skips))).toBe(9);
    expect(skips.slips.all?.(first(skips))).toBe(16);
    expect(skips.slips.without?.(first(skips))).toBe(7);
    expect(fieldSide(first(seenPixels))).toBe(19);
    expect(seenPixels.slips.window?.(first(seenPixels))).toBe(3);
    expect(seenPixels.slips.whole?.(first(seenPixels))).toBe(224);
  });
  test('a gate is computed, a kernel stored; the skip joins the narrow ends, in every block that has one', () => {
    expect(storedOrNot.variants().map((each) => [each.is, storedOrNot.truth(each)])).toEqual([
      ['gate', 'picture'],
      ['kernel', 'stored'],
      ['map', 'cell'],
      ['statistic', 'stored'],
      ['pooled', 'picture'],
      ['bias', 'stored'],
    ]);
    expect(first(inverted)).toMatchObject({ name: 'stage3/block1', from: 24, expanded: 144, joins: 'wide' });
    const right = inverted.variants().map((told) => rightMark(inverted, told).join(' '));
    for (const [from, mark] of [
      [0, 'joined ends'],
      [9, 'middle opens'],
      [18, 'nothing shapes'],
    ] as const)
      expect(right.slice(from, from + 9)).toEqual(Array.from({ length: 9 }, () => mark));
  });
});

describe('what the classifier says of its gates', () => {
  const gates = { block: 'stage3/block1', count: 144, belowHalf: 22, mean: 0.61, meanAsBuilt: 0.66 };
  const run = { network: 'efficientnet-b0', picture: 'coffee', milliseconds: null, gates };
  test('answers a guess about the cup, run or not, and about nothing else', () => {
    const about = first(belowHalf);
    expect(about).toMatchObject({ picture: 'coffee', block: { expanded: 144 } });
    expect(belowHalf.measured(run, about)).toEqual([22]);
    expect(belowHalf.measured({ ...run, picture: 'cat' }, about)).toBeNull();
    expect(belowHalf.measured({ ...run, network: 'efficientnet-b4' }, about)).toBeNull();
    expect(belowHalf.measured({ ...run, gates: null }, about)).toBeNull();
    expect(belowHalf.measured({ ...run, gates: { ...gates, block: 'stage2/block0' } }, about)).toBeNull();
    expect(verdict(belowHalf, about, ['70', '22'])).toEqual({ state: 'noted', truth: 22, guess: 70 });
  });
  test('is read off after an own run alone; the mean of the page’s own run is a mistake of its own', () => {
    const own = first(meanGate);
    expect(meanGate.measured(run, own)).toBeNull();
    expect(meanGate.measured({ ...run, gates: null, milliseconds: 12 }, own)).toBeNull();
    const measured = meanGate.measured({ ...run, milliseconds: 12 }, own);
    expect(measured).toEqual([0.61, 0.66]);
    const of = (text: string) => verdict(meanGate, own, [text, ...(measured ?? []).map(String)]);
    for (const text of ['0.61', '0.6', '0,62', '63 %', '0.59'])
      expect(of(text)).toEqual({ state: 'right', value: 0.61 });
    expect(of('0.64')).toMatchObject({ state: 'read', slip: null });
    expect(of('0.66')).toMatchObject({ state: 'read', slip: 'asBuilt' });
  });
});
