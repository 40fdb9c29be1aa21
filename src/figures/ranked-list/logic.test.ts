import { expect, test } from 'vitest';
import { precisionRecall } from '../../../models/answers/precision-recall.ts';
import { takenSentence } from '../../words/en/figures/ranked-list.ts';
import lists from './lists.json';
import { type KeptLists, readList, stairs, thresholdIndex } from './logic.ts';
import { listedClasses, longest, rankedListSchema } from './view.ts';

const kept = lists as unknown as KeptLists;
const view = { list: 'fish', taken: 12, least: 0.5 } as const;

test('the lists hold what the view can ask for, best first', () => {
  expect(kept.lists.map(({ label }) => label)).toEqual([...listedClasses]);
  for (const { detections } of kept.lists) {
    expect(detections.length).toBe(longest);
    const scores = detections.map(([score]) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  }
});

test('a stricter threshold never makes a list better', () => {
  for (const { label } of kept.lists) {
    let before = 1;
    for (let t = 0; t < 10; t++) {
      const read = readList(kept, { ...view, list: label as 'fish', taken: longest, least: 0.5 + 0.05 * t });
      expect(read.right).toBeLessThanOrEqual(read.objects);
      const now = read.whole.averagePrecision ?? 0;
      expect(now).toBeLessThanOrEqual(before + 1e-12);
      before = now;
    }
  }
});

test('each threshold of the slider is one of the ten', () => {
  const { least } = rankedListSchema.properties;
  for (let t = 0; t < 10; t++) expect(thresholdIndex(least.clamp(0.5 + 0.05 * t))).toBe(t);
});

test('the stairs enclose what the list is worth, but for the width of a sample', () => {
  for (const { label } of kept.lists) {
    const { whole } = readList(kept, { ...view, list: label as 'fish' });
    const points = stairs(whole);
    let area = 0;
    for (let i = 1; i < points.length; i++) area += (points[i]![0] - points[i - 1]![0]) * points[i - 1]![1];
    expect(Math.abs(area - (whole.averagePrecision ?? 0))).toBeLessThan(0.02);
  }
});

test('stairs by hand', () => {
  expect(
    stairs(precisionRecall([true, false, true], 2)).map((point) => point.map((v) => Number(v.toFixed(3)))),
  ).toEqual([
    [0, 1],
    [0.5, 1],
    [0.5, 0.667],
    [1, 0.667],
    [1, 0],
  ]);
  expect(stairs(precisionRecall([false], 2))).toEqual([]);
});

test('where the reader stands, in words', () => {
  expect(takenSentence({ taken: 4, right: 3, objects: 10 })).toBe(
    '4 boxes taken, 3 right: precision 3/4 = 0.75, recall 3/10 = 0.30.',
  );
  expect(takenSentence({ taken: 0, right: 0, objects: 10 })).toMatch(/^No box is taken yet/);
});
