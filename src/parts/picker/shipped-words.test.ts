import { expect, test } from 'vitest';
import { stickerDetectors } from '../../../models/training/detectors.ts';
import { shippedWords, usual, wordOf } from './shipped-words.ts';

const ids = stickerDetectors.map(({ name }) => name);
const { wordFor, idFor } = shippedWords(ids, ids[1]!);

test('each detector of ours has a word of its own that fits into an address', () => {
  expect(new Set(ids.map(wordOf)).size).toBe(ids.length);
  for (const id of ids) expect(wordOf(id)).toMatch(/^[\w.-]{1,24}$/);
});

test('a view holds one word for a network, whatever it was asked for by', () => {
  for (const id of ids) {
    const word = id === ids[1] ? usual : wordOf(id);
    expect([wordFor(id), wordFor(wordOf(id)), wordFor(word)]).toEqual([word, word, word]);
    expect(idFor(word)).toBe(id);
  }
});

test('a name of the catalogue stays', () => {
  expect(wordFor('automl_efficientdet_d1')).toBe('automl_efficientdet_d1');
  expect(idFor('automl_efficientdet_d1')).toBe('automl_efficientdet_d1');
});
