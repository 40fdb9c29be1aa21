import { expect, test } from 'vitest';
import { signTest } from '../../models/heads/sign-test.ts';

test('the exact sign test, by counting: how many of 2ⁿ draws are as uneven or more so', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(0, 5)).toBeCloseTo(2 / 32, 12);
  expect(signTest(9, 1)).toBeCloseTo((2 * (1 + 10)) / 1024, 12);
  expect(signTest(2, 4)).toBeCloseTo((2 * (1 + 6 + 15)) / 64, 12);
  expect(signTest(3, 3)).toBe(1);
  expect(signTest(1, 9)).toBe(signTest(9, 1));
});

test('thousands of pictures: within a thousandth of the normal law with its correction', () => {
  // z = (|a − b| − 1) / √n = 2.2138, whose two tails hold 0.026844.
  expect(signTest(950, 1050)).toBeGreaterThan(0.0258);
  expect(signTest(950, 1050)).toBeLessThan(0.0279);
});
