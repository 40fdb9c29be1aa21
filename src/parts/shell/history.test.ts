import { expect, it } from 'vitest';
import { longestHistory, record, redo, settle, startHistory, undo } from './history.ts';

it('undoes and redoes one step at a time', () => {
  let history = record(record(startHistory(1), 2, null), 3, null);
  history = undo(history);
  expect(history.present).toBe(2);
  history = undo(undo(history));
  expect(history.present).toBe(1);
  history = redo(redo(redo(history)));
  expect(history.present).toBe(3);
});

it('undoes a whole drag at once', () => {
  let history = startHistory(0);
  for (const value of [1, 2, 3]) history = record(history, value, 'drag');
  history = record(settle(history), 4, 'drag');
  expect(undo(history).present).toBe(3);
  expect(undo(undo(history)).present).toBe(0);
});

it('undoes at once what runs by itself, whatever the reader does meanwhile', () => {
  const play = Symbol('play');
  let history = record(startHistory(0), 1, play);
  history = record(settle(history), 2, play);
  expect(undo(history).present).toBe(0);
  expect(undo(record(history, 3, Symbol('play'))).present).toBe(2);
});

it('forgets the future at a new change, and the far past at some point', () => {
  let history = undo(record(startHistory(0), 1, null));
  expect(record(history, 2, null).future).toEqual([]);
  for (let value = 0; value < 2 * longestHistory; value++) history = record(history, value, null);
  expect(history.past).toHaveLength(longestHistory);
});
