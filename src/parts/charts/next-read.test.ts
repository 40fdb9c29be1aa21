import { expect, it } from 'vitest';
import { nextRead } from './next-read.ts';

it('goes through all, round the ends, both ways', () => {
  const ids = ['a', 'b', 'c'];
  expect(nextRead(ids, undefined, 'ArrowRight')).toBe('a');
  expect(nextRead(ids, undefined, 'ArrowLeft')).toBe('c');
  expect(nextRead(ids, 'gone', 'ArrowDown')).toBe('a');
  expect(nextRead(ids, 'a', 'ArrowDown')).toBe('b');
  expect(nextRead(ids, 'c', 'ArrowRight')).toBe('a');
  expect(nextRead(ids, 'a', 'ArrowUp')).toBe('c');
  expect(nextRead(ids, 'a', 'Enter')).toBeUndefined();
  expect(nextRead([], undefined, 'ArrowRight')).toBeUndefined();
});
