import { expect, test } from 'vitest';
import { between, verdict } from './train-a-head.ts';

test('an interval of one point is none', () => {
  expect(between([1, 1])).toBe('–');
  expect(between(null)).toBe('–');
  expect(between([0.9, 1])).toBe('90.0\u202f% to 100.0\u202f%');
});

test('which of two runs is better, and how little that may say', () => {
  expect(verdict(null, 'tuned', true, 1)).toBe(
    'Both name as many right. By the loss, the second run is the better one.',
  );
  expect(verdict('tuned', 'frozen', true, 0.25)).toBe(
    'By accuracy the second run is better here, by the loss the first run. Their intervals overlap. Were both equally good, so uneven a share of those pictures or a more uneven one would come in 25.0\u202f% of tests: no proof that one is better.',
  );
  expect(verdict('frozen', 'frozen', null, 0.0004)).toBe(
    'By accuracy the first run is better here. Were both equally good, so uneven a share of those pictures or a more uneven one would come in fewer than one of a thousand tests.',
  );
});
