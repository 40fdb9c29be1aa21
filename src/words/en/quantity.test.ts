import { expect, test } from 'vitest';
import { bytes, exact, percent, rounded, signed, significant, times } from './quantity.ts';

test('numbers are written as a reader reads them', () => {
  expect(exact(5288548)).toBe('5,288,548');
  expect(rounded(385_814_752)).toBe('385.8 million');
  expect(rounded(1_810_522_464, 3)).toBe('1.81 billion');
  expect(rounded(999_999_999, 3)).toBe('1 billion');
  expect(rounded(407_628_345_344)).toBe('407.6 billion');
  expect(rounded(12_345, 5)).toBe('12,345');
  expect(significant(2.5, 3)).toBe('2.50');
  expect(significant(16384, 3)).toBe('16,400');
  expect(times(1.7802)).toBe('1.78×');
  expect(percent(77.1)).toBe('77.1\u202f%');
  expect(bytes(10_600_000)).toBe('10.6\u202fMB');
  expect(bytes(512)).toBe('512 bytes');
  expect(signed(-0.07, 2)).toBe('−0.07');
});
