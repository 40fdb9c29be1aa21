import { expect, test } from 'vitest';
import { again, barShares, counted, letterOf, readRounds, writeRounds } from './tally.ts';

test('hands are counted, one is taken back, and never below nothing', () => {
  let rounds = readRounds(undefined, 3);
  expect(rounds).toEqual([[0, 0, 0]]);
  for (const option of [0, 2, 2, 2]) rounds = counted(rounds, option, 1);
  rounds = counted(counted(rounds, 2, -1), 1, -1);
  expect(rounds).toEqual([[1, 0, 2]]);
  expect(readRounds(writeRounds(rounds), 3)).toEqual(rounds);
});

test('a second count stands beside the first; a third takes the place of the first', () => {
  const second = counted(again([[5, 1]]), 1, 1);
  expect(second).toEqual([
    [5, 1],
    [0, 1],
  ]);
  expect(readRounds(writeRounds(second), 2)).toEqual(second);
  expect(again(second)).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

test.each([
  undefined,
  null,
  3,
  '',
  'x',
  '1,2',
  '1,2,3,4',
  '-1,0,0',
  '1.5,0,0',
  '0,0,0;0,0',
  '1,1,1;2,2,2;3,3,3',
])('%j is no count of three options, so it is none yet', (text) => {
  expect(readRounds(text, 3)).toEqual([[0, 0, 0]]);
});

test('the longest bar of all rounds is whole, and nothing is nothing', () => {
  expect(barShares([[4, 1]])).toEqual([[1, 0.25]]);
  expect(
    barShares([
      [2, 1],
      [0, 4],
    ]),
  ).toEqual([
    [0.5, 0.25],
    [0, 1],
  ]);
  expect(barShares([[0, 0]])).toEqual([[0, 0]]);
});

test('options are called by letters', () => {
  expect([0, 1, 3].map(letterOf)).toEqual(['A', 'B', 'D']);
});
