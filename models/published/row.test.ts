import { describe, expect, it } from 'vitest';
import { printed } from './row.ts';

describe('printed', () => {
  it('reads each unit and keeps the print', () => {
    expect(printed('5.3M')).toEqual({ value: 5_300_000, printed: '5.3M' });
    expect(printed('0.39B')).toEqual({ value: 390_000_000, printed: '0.39B' });
    expect(printed('8.4x')).toEqual({ value: 8.4, printed: '8.4x' });
    expect(printed('36ms').value).toBe(36);
    expect(printed('56*')).toEqual({ value: 56, printed: '56*' });
    expect(printed('10.2').value).toBe(10.2);
  });
  it('refuses what is no number', () => {
    for (const text of ['', '-', '5.3 M', '5,3M', 'M', '1e9', '5T'])
      expect(() => printed(text)).toThrow(/not a printed/);
  });
});
