import { describe, expect, it } from 'vitest';
import { fractionOf, typedValue } from './stop.ts';

describe('a slider', () => {
  it('places a value between its bounds', () => {
    expect(fractionOf(1, -1, 7)).toBe(0.25);
    expect(fractionOf(-5, -1, 7)).toBe(0);
    expect(fractionOf(70, -1, 7)).toBe(1);
    expect(fractionOf(3, 3, 3)).toBe(0);
  });

  it('takes a typed number, with either decimal mark, and holds it to its bounds', () => {
    expect(typedValue(' 2.5 ', 0, 7)).toBe(2.5);
    expect(typedValue('2,5', 0, 7)).toBe(2.5);
    expect(typedValue('12', 0, 7)).toBe(7);
    expect(typedValue('-3', 0, 7)).toBe(0);
  });

  it('takes nothing else', () => {
    for (const text of ['', '  ', 'two', '1e999', '1;2', 'NaN'])
      expect(typedValue(text, 0, 7)).toBeUndefined();
  });
});
