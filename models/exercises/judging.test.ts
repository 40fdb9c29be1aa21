import { describe, expect, test } from 'vitest';
import {
  honestAccuracy,
  precisionOf,
  recallOf,
  specificityOf,
  staysHigh,
  trainedNumbers,
} from './judging.ts';

const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;

describe('as the lesson stands, without a class word', () => {
  test('three classes: 3,843 numbers of some four millions', () => {
    expect(trainedNumbers.truth(first(trainedNumbers))).toBe(3843);
    const whole = trainedNumbers.slips.wholeNetwork?.(first(trainedNumbers)) ?? 0;
    expect(3843 / whole).toBeLessThan(0.001);
  });
  test('the matrix 8 1 1 / 2 7 1 / 0 3 7, class B', () => {
    expect(precisionOf.truth(first(precisionOf))).toBeCloseTo(0.636, 3);
    expect(recallOf.truth(first(recallOf))).toBeCloseTo(0.7, 10);
    expect(specificityOf.truth(first(specificityOf))).toBeCloseTo(0.8, 10);
  });
  test('two in a hundred, and a leak of half the test', () => {
    expect(staysHigh.variants().map(staysHigh.truth)).toEqual(Array(4).fill('accuracy'));
    expect(honestAccuracy.truth(first(honestAccuracy))).toBeCloseTo(0.6, 10);
    expect(honestAccuracy.slips.asReported?.(first(honestAccuracy))).toBeCloseTo(0.8, 10);
  });
});

test('there are forty matrices and more, ten pictures of each class in every one', () => {
  const all = precisionOf.variants();
  expect(all.length).toBeGreaterThan(40);
  for (const { confusion } of all)
    for (const row of confusion) expect(row.reduce((sum, each) => sum + each, 0)).toBe(10);
});
