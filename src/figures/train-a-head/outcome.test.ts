import { describe, expect, test } from 'vitest';
import { atThreshold, precisionRecall } from '../../../models/heads/precision-recall.ts';
import { calibrationChart, lossChart, precisionRecallChart } from './charts.ts';
import {
  calibrationOf,
  confusions,
  costliest,
  judged,
  type Outcome,
  partCounts,
  scoredFor,
} from './outcome.ts';
import { poster } from './poster.ts';
import { portraitSeeds, shiftSeeds, stickerNames } from './sets.ts';
import { pictureAt } from './shown-picture.ts';
import { measuresTable } from './tables.ts';
import { trainSchema } from './view.ts';

describe('what the page was made with', () => {
  const { stickers, each } = trainSchema.properties;
  const classes = Number(stickers.default);

  test('is the default view’s own training', () => {
    expect(poster.names).toEqual(stickerNames(classes));
    expect(poster.labels).toEqual(portraitSeeds(classes, Number(each.default)).map(({ label }) => label));
    expect(poster.seed).toBe(trainSchema.properties.seed.default);
    expect(poster.curve.some(({ step }) => step === poster.step)).toBe(true);
    expect(poster.shift.pictures).toBe(shiftSeeds(classes).length);
  });

  test('holds an answer and a picture for each of the test', () => {
    const tested = poster.parts.flatMap((part, i) => (part === 'test' ? [i] : []));
    expect(poster.answers.map(({ picture }) => picture)).toEqual(tested);
    for (const place of tested) expect(pictureAt(null, place)).not.toBeNull();
    for (const { probabilities } of poster.answers)
      expect(Array.from(probabilities).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
  });
});

test('portraits that the other artist is asked for have seeds that were not learnt from', () => {
  const learnt = new Set(portraitSeeds(12, 40).map(({ seed }) => seed));
  expect(shiftSeeds(12).some(({ seed }) => learnt.has(seed))).toBe(false);
});

const answer = (picture: number, label: number, prediction: number, sure: number) => ({
  picture,
  label,
  prediction,
  probabilities: [0, 1, 2].map((c) => (c === prediction ? sure : (1 - sure) / 2)),
  loss: label === prediction ? -Math.log(sure) : -Math.log((1 - sure) / 2),
});
const outcome: Outcome = {
  names: ['cat', 'cat', 'dog'],
  labels: [0, 0, 1, 1, 2, 2],
  parts: ['train', 'test', 'train', 'test', 'validation', 'test'],
  seed: 1,
  curve: [
    { step: 1, loss: 1, validationLoss: 1.2, validationAccuracy: 0.5 },
    { step: 2, loss: 0.5, validationLoss: 0.8, validationAccuracy: 1 },
    { step: 3, loss: 0.1, validationLoss: 1, validationAccuracy: 1 },
  ],
  step: 2,
  ended: 'early',
  answers: [answer(1, 0, 0, 0.9), answer(3, 1, 0, 0.8), answer(5, 2, 2, 0.6)],
  leaks: { count: 0, tested: 0, pairs: [] },
};

test('counts parts, judges, finds what was confused and what cost most', () => {
  expect(partCounts(outcome)).toEqual([
    [1, 0, 1],
    [1, 0, 1],
    [0, 1, 1],
  ]);
  const found = judged(outcome);
  expect(found?.judgement.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found && confusions(found.judgement)).toEqual([{ truth: 1, called: 0, count: 1 }]);
  expect(costliest(outcome.answers, 2).map(({ picture }) => picture)).toEqual([3, 5]);
  expect(found && measuresTable(outcome.names, found.judgement).rows[1]).toEqual(['cat', null, 0, 1, 0, 1]);
  expect(judged({ ...outcome, answers: [] })).toBeNull();
});

test('of one class against the rest it knows the scores', () => {
  expect(scoredFor(outcome.answers, 2)).toEqual([
    { score: expect.closeTo(0.05, 12), positive: false },
    { score: expect.closeTo(0.1, 12), positive: false },
    { score: 0.6, positive: true },
  ]);
});

describe('charts', () => {
  test('two curves, the kept step marked where validation is lowest', () => {
    const { lines, points } = lossChart(outcome.curve, outcome.step);
    expect(lines.map(({ key }) => key)).toEqual(['learnt', 'validation']);
    expect(points).toHaveLength(1);
    // The lowest of the thick line’s own points.
    const heights = [...(lines[1]?.path ?? '').matchAll(/,(\d+(?:\.\d+)?)/g)].map(([, y]) => Number(y));
    expect(points[0]?.y).toBeCloseTo(Math.max(...heights), 0);
  });

  test('without validation or before a step there is nothing that could mislead', () => {
    const alone = outcome.curve.map((point) => ({ ...point, validationLoss: null }));
    expect(lossChart(alone, null).lines.map(({ key }) => key)).toEqual(['learnt']);
    expect(lossChart([], null)).toMatchObject({ lines: [], points: [] });
  });

  test('a threshold without precision or recall marks no point', () => {
    const scored = scoredFor(outcome.answers, 2);
    const marked = (threshold: number) =>
      precisionRecallChart(precisionRecall(scored), atThreshold(scored, threshold)).points.filter(
        ({ id }) => id === 'now',
      );
    expect(marked(0.5)).toHaveLength(1);
    expect(marked(0.99)).toHaveLength(0);
  });

  test('calibration draws a point for each bin that holds something', () => {
    expect(calibrationChart(calibrationOf(outcome.answers)).points).toHaveLength(3);
  });
});
