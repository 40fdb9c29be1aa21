import { expect, it } from 'vitest';
import { toCsv, toJson } from './table.ts';

const table = {
  name: 'sample',
  columns: ['model', 'cost'],
  rows: [
    ['a, "b"', 1],
    ['c', null],
  ],
} as const;

it('writes CSV with quotes where they are needed', () => {
  expect(toCsv(table)).toBe('model,cost\r\n"a, ""b""",1\r\nc,\r\n');
});

it('writes JSON, one object a row', () => {
  expect(JSON.parse(toJson(table))).toEqual([
    { model: 'a, "b"', cost: 1 },
    { model: 'c', cost: null },
  ]);
});
