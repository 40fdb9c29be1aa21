import { expect, test } from 'vitest';
import type { StoredCheckpoint } from '../../engine/client/checkpoint-store.ts';
import { storedLines } from './stored-list.ts';

const shipped = (id: string, bytes: number, whole = true): StoredCheckpoint => ({
  id,
  bytes,
  whole,
  ships: true,
});
const told = (stored: readonly StoredCheckpoint[]) =>
  storedLines(stored).map(({ title, bytes, whole }) => [title, bytes, whole]);

test('nothing stored: nothing listed', () => {
  expect(storedLines([])).toEqual([]);
});

test('published ones are listed one by one, by their titles; one that the catalogue no longer has by its name', () => {
  expect(
    told([
      { id: 'candle_efficientnet_b3', bytes: 10, whole: false },
      { id: 'nobody', bytes: 7, whole: true },
    ]),
  ).toEqual([
    [expect.stringMatching(/^EfficientNet-B3/), 10, false],
    ['nobody', 7, true],
  ]);
});

test('those that come with the site are one line with their sum, unfinished where one is', () => {
  const published = { id: 'nobody', bytes: 7, whole: true };
  expect(told([shipped('efficientnet-b0', 100)])).toEqual([['1 network of this site', 100, true]]);
  const stored = [published, shipped('efficientnet-b0', 100), shipped('study-base', 5, false)];
  expect(told(stored)).toEqual([
    ['nobody', 7, true],
    ['2 networks of this site', 105, false],
  ]);
  // Every checkpoint is in one line and one alone.
  expect(storedLines(stored).flatMap(({ ids }) => ids)).toEqual(stored.map(({ id }) => id));
});
