import { describe, expect, test } from 'vitest';
import type { Box } from '../../../models/answers/box.ts';
import { boxesIn } from '../../parts/movable-boxes/boxes-property.ts';
import { keptSentence } from '../../words/en/figures/suppression.ts';
import { thinned } from './logic.ts';
import { names, scores, suppressionSchema } from './view.ts';

const usual = { rule: 'hard', overlap: 0.5, sigma: 0.5 } as const;

describe('what suppression makes of boxes', () => {
  const boxes: Box[] = [
    [0, 0, 10, 10],
    [0, 1, 10, 11],
    [0, 30, 10, 40],
  ];

  test('hard: a box that overlaps a better one by more than half goes', () => {
    const [first, second, third] = thinned(boxes, [0.9, 0.8, 0.7], usual);
    expect(first).toEqual({ index: 0, before: 0.9, after: 0.9, by: null });
    expect(second).toMatchObject({ after: null, by: { index: 0 } });
    expect(second?.by?.overlap).toBeCloseTo(9 / 11, 12);
    expect(third).toEqual({ index: 2, before: 0.7, after: 0.7, by: null });
  });

  test('soft: it stays with a score that fades as e^(−IoU² / σ)', () => {
    const [, second, third] = thinned(boxes, [0.9, 0.8, 0.7], { ...usual, rule: 'soft' });
    expect(second?.after).toBeCloseTo(0.8 * Math.exp(-((9 / 11) ** 2) / 0.5), 12);
    expect(third?.after).toBe(0.7);
  });

  test('hard: a box that is gone suppresses nobody', () => {
    const chain: Box[] = [
      [0, 0, 10, 10],
      [0, 3, 10, 13],
      [0, 6, 10, 16],
    ];
    const fates = thinned(chain, [0.9, 0.8, 0.7], usual);
    expect(fates.map(({ after }) => after)).toEqual([0.9, null, 0.7]);
    expect(fates[2]?.by?.index).toBe(0);
  });
});

test('the boxes that a fresh page shows lose the second animal by hard suppression, and keep it by soft', () => {
  const boxes = boxesIn(suppressionSchema.properties.boxes.default) ?? [];
  const hard = thinned(boxes, scores, usual);
  expect(hard.map(({ after }) => after !== null)).toEqual([true, false, false, false, true]);
  const soft = thinned(boxes, scores, { ...usual, rule: 'soft' });
  expect(soft[1]?.after).toBeGreaterThan(0.4);
});

test('what is left, in words', () => {
  expect(keptSentence([])).toBe('No box is left.');
  expect(
    keptSentence([
      { name: names[0], score: 0.93 },
      { name: names[4], score: 0.38 },
    ]),
  ).toBe('Left, best first: A with 0.93 and E with 0.38.');
});
