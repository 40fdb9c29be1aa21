import { expect, test } from 'vitest';
import { addingUp } from './adding-up.ts';

const value = (text: string) => Number(text.replace('−', '-'));

test('takes another decimal where rounded terms would not add up', () => {
  expect(addingUp([10.2565, 0.0561])).toEqual({ terms: ['10.257', '0.056'], sum: '10.313', exact: true });
  expect(addingUp([1.25, 0.5])).toEqual({ terms: ['1.25', '0.50'], sum: '1.75', exact: true });
  expect(addingUp([0.2637, 0.1057, 0.6306], 2).sum).toMatch(/^1\.0+$/);
});

test('prints thirds short: they never add up', () => {
  expect(addingUp([1 / 3, 1 / 3, 1 / 3])).toEqual({
    terms: ['0.33', '0.33', '0.33'],
    sum: '1.00',
    exact: false,
  });
});

test('writes minus as minus, and no minus nothing', () => {
  expect(addingUp([10.58, -1.93]).terms).toEqual(['10.58', '−1.93']);
  expect(addingUp([-0.001, 0.001])).toEqual({ terms: ['0.00', '0.00'], sum: '0.00', exact: true });
});

test('adds up for whatever numbers, but a few in ten thousand, and then says so', () => {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 40;
  };
  let off = 0;
  for (let i = 0; i < 20_000; i++) {
    const { terms, sum, exact } = addingUp(i % 2 ? [next(), next()] : [next(), next(), next()]);
    const added = terms.reduce((total, term) => total + value(term), 0);
    expect(Math.abs(added - value(sum)) < 1e-9).toBe(exact);
    if (!exact) off++;
  }
  expect(off).toBeLessThan(200);
});
