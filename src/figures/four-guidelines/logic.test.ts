import { expect, test } from 'vitest';
import { guidelines } from '../../../models/facts/guidelines.ts';
import { formTitle, verdictSentence } from '../../words/en/figures/four-guidelines.ts';
import { formsOf } from './logic.ts';

test('every form has a published speed and a title; the first is the measure of the others', () => {
  for (const guideline of guidelines) {
    const forms = formsOf(guideline, new Map());
    expect(forms[0]?.published).toBe(1);
    for (const { id, published, here, ratio } of forms) {
      expect(published).toBeGreaterThan(0);
      expect([here, ratio]).toEqual([null, null]);
      expect(formTitle(guideline, id)).not.toBe('');
    }
  }
  expect(formsOf('groups', new Map()).at(-1)?.published).toBeCloseTo(2451 / 634, 12);
});

test('the verdict', () => {
  expect(verdictSentence([])).toBe('Nothing has been measured here yet.');
  expect(
    verdictSentence([
      { title: 'a', ratio: 1 },
      { title: 'b', ratio: 1.5 },
      { title: 'c', ratio: 0.9 },
    ]),
  ).toBe(
    'On this device, at equal multiply-adds: a takes the time that all are measured by; b 1.50 times as long, c 0.90 times as long.',
  );
});

test('a form is shown against the first once each has run three times', () => {
  const runs = new Map(['1', '2', '4', '8'].map((id, at) => [id, Array.from({ length: 3 }, () => at + 1)]));
  expect(formsOf('groups', runs).map(({ ratio }) => ratio)).toEqual([1, 2, 3, 4]);
  expect(formsOf('groups', runs)[0]?.here).toMatchObject({ median: 1, runs: 3 });
  expect(formsOf('groups', new Map([['1', [1, 1]]]))[0]?.here).toBeNull();
});
