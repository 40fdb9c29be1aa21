import { describe, expect, test } from 'vitest';
import {
  allLoose,
  foundTwice,
  guessPrecision,
  keptOf,
  overlapOfSquares,
  shiftOfSquares,
  thinned,
  whichList,
} from './detection.ts';
import { rightMark } from './fault.ts';
import { secondLooks, sureOfIt } from './second-looks.ts';
import { verdict } from './verdict.ts';

const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;

describe('as the lesson stands, without a class word', () => {
  test('two equal squares, shifted by a half, and the shift for an IoU of a half', () => {
    expect(overlapOfSquares.truth(first(overlapOfSquares))).toBeCloseTo(1 / 3, 10);
    expect(overlapOfSquares.slips.oneArea?.(first(overlapOfSquares))).toBe(0.5);
    expect(first(shiftOfSquares)).toEqual({ least: 0.5 });
    expect(shiftOfSquares.truth(first(shiftOfSquares))).toBeCloseTo(1 / 3, 10);
    expect(shiftOfSquares.slips.oneArea?.(first(shiftOfSquares))).toBe(0.5);
    expect(verdict(shiftOfSquares, first(shiftOfSquares), '1/3').state).toBe('right');
  });
  test('right, wrong, right against right, right, wrong', () => {
    expect(guessPrecision.truth(first(guessPrecision))).toBeCloseTo(0.835, 3);
    expect(guessPrecision.truth(first(whichList).second)).toBeCloseTo(1, 10);
    expect(whichList.variants().map(whichList.truth)).toEqual([
      'second',
      'first',
      'first',
      'second',
      'first',
      'same',
      'same',
    ]);
  });
  test('one of two objects found twice', () => {
    expect(foundTwice.truth(first(foundTwice))).toBeCloseTo(0.505, 3);
    expect(foundTwice.slips.countsTwice?.(first(foundTwice))).toBeCloseTo(1, 10);
  });
  test('every box right but loose', () => {
    expect(first(allLoose)).toEqual({ overlap: 0.8 });
    expect(allLoose.truth(first(allLoose))).toBeCloseTo(0.7, 10);
    expect(allLoose.slips.ap50?.(first(allLoose))).toBeCloseTo(1, 10);
  });
  test('a dropped box drops no other', () => {
    expect(keptOf(first(thinned))).toEqual([0, 2]);
    expect(thinned.slips.chained?.(first(thinned))).toBe(1);
  });
  test('from six boxes on a second look costs more than our detector, from seven more than the authors’', () => {
    expect(secondLooks.variants().slice(0, 2).map(secondLooks.truth)).toEqual([6, 7]);
  });
  test('above a score of 0.45 no box in the photographs is right; from 0.3 one of five is', () => {
    expect(sureOfIt.variants().slice(0, 2)).toEqual([
      { told: 'asMany', score: 0.5, objects: 3, right: 0, wrong: 1 },
      { told: 'asMany', score: 0.3, objects: 3, right: 1, wrong: 4 },
    ]);
    const right = sureOfIt.variants().map((sure) => rightMark(sureOfIt, sure).join(' '));
    expect(right).toEqual([
      'sure none',
      'sure some',
      'sure none',
      'sure some',
      'nothing none',
      'nothing some',
      'nothing none',
      'nothing some',
    ]);
  });
});
