import { describe, expect, it } from 'vitest';
import { fractionOf, nextStop, typedValue } from './stop.ts';

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

  it('goes from stop to stop, and from between two of them to the next', () => {
    const stops = [0, 1.25, 3].map((value) => ({ value, label: String(value) }));
    const walk = (from: number, direction: number) => nextStop(stops, from, direction)?.value;
    expect([walk(-1, 1), walk(0, 1), walk(1.25, 1), walk(3, 1)]).toEqual([0, 1.25, 3, undefined]);
    expect([walk(2, -1), walk(1.25, -1), walk(0, -1)]).toEqual([1.25, 0, undefined]);
  });

  it('takes nothing else', () => {
    for (const text of ['', '  ', 'two', '1e999', '1;2', 'NaN'])
      expect(typedValue(text, 0, 7)).toBeUndefined();
  });
});
