import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess, named } from '../../models/heads/assessment.ts';
import { bootstrap } from '../../models/heads/bootstrap.ts';
import { calibration } from '../../models/heads/calibration.ts';
import { atThreshold, averagePrecisionOf, precisionRecall } from '../../models/heads/precision-recall.ts';

interface Curve {
  readonly score: readonly number[];
  readonly positive: readonly boolean[];
  readonly precision: readonly number[];
  readonly recall: readonly number[];
  readonly thresholds: readonly number[];
  readonly average: number;
}
const curves = JSON.parse(
  readFileSync(new URL('precision-recall.json', import.meta.url), 'utf8'),
) as readonly Curve[];

test('precision, recall and average precision at every threshold are scikit-learn’s', () => {
  expect(curves.length).toBeGreaterThan(10);
  for (const { score, positive, ...golden } of curves) {
    const scored = score.map((each, i) => ({ score: each, positive: positive[i] ?? false }));
    // scikit-learn begins with the lowest threshold.
    const ours = precisionRecall(scored).toReversed();
    expect(ours.map(({ threshold }) => threshold)).toEqual(golden.thresholds);
    for (const [i, { precision, recall }] of ours.entries()) {
      expect(precision).toBeCloseTo(golden.precision[i] ?? 9, 12);
      expect(recall).toBeCloseTo(golden.recall[i] ?? 9, 12);
    }
    expect(averagePrecisionOf(scored)).toBeCloseTo(golden.average, 12);
  }
});

test('where nothing is called so, precision is no number; where nothing is so, recall is none', () => {
  expect(atThreshold([{ score: 0.4, positive: true }], 0.5)).toMatchObject({ precision: null, recall: 0 });
  expect(atThreshold([{ score: 0.9, positive: false }], 0.5)).toMatchObject({ precision: 0, recall: null });
  expect(averagePrecisionOf([{ score: 0.9, positive: false }])).toBeNull();
});

describe('bootstrap', () => {
  const mean = (values: readonly number[]) => (drawn: Int32Array) =>
    drawn.reduce((sum, i) => sum + (values[i] ?? 0), 0) / drawn.length;

  test('of a share is about ± 1.96 standard errors wide', () => {
    const values = Array.from({ length: 400 }, (_, i) => (i % 5 === 0 ? 0 : 1));
    const [low, high] = bootstrap(400, mean(values), { seed: 1, draws: 4000 }) ?? [0, 0];
    const reach = 1.96 * Math.sqrt((0.8 * 0.2) / 400);
    expect(low).toBeCloseTo(0.8 - reach, 1.9);
    expect(high).toBeCloseTo(0.8 + reach, 1.9);
  });

  test('is the seed’s, and a point where nothing differs', () => {
    const values = [1, 0, 1, 1, 0, 1];
    expect(bootstrap(6, mean(values), { seed: 2 })).toEqual(bootstrap(6, mean(values), { seed: 2 }));
    expect(bootstrap(3, mean([1, 1, 1]), { seed: 2 })).toEqual([1, 1]);
  });

  test('leaves draws without a value out', () => {
    expect(bootstrap(3, () => null, { seed: 1 })).toBeNull();
    expect(bootstrap(2, (drawn) => (drawn[0] === 0 ? null : 5), { seed: 1 })).toEqual([5, 5]);
  });
});

test('calibration: of two bins one is sure and half right, one is right as often as it says', () => {
  const said = [
    ...Array.from({ length: 4 }, (_, i) => ({ probability: 0.95, right: i < 2 })),
    ...Array.from({ length: 4 }, (_, i) => ({ probability: 0.75, right: i < 3 })),
  ];
  const { bins, error } = calibration(said);
  expect(bins[9]).toMatchObject({ count: 4, accuracy: 0.5 });
  expect(bins[9]?.confidence).toBeCloseTo(0.95, 12);
  expect(bins[7]).toMatchObject({ count: 4, accuracy: 0.75 });
  expect(bins[0]).toMatchObject({ count: 0, accuracy: null, confidence: null });
  expect(error).toBeCloseTo(0.5 * 0.45, 12);
  expect(calibration([{ probability: 1, right: true }]).error).toBe(0);
});

test('an assessment knows classes by their place: two may bear one name', () => {
  const head = { kernel: Float32Array.of(4, 0, 0, 0, 4, 0, 0, 0, 4), bias: new Float32Array(3) };
  const data = { features: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 1, 0), labels: [0, 1, 2], width: 3 };
  const found = assess(head, data, [0, 1, 2], 1);
  expect(found?.judgement.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found?.answers[2]).toMatchObject({ label: 2, prediction: 1 });
  const report = found && named(found.judgement, ['cat', 'cat', 'dog']);
  expect(report?.classes).toEqual(['cat', 'cat', 'dog']);
  expect(report?.confusion).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 0],
  ]);
  expect(report?.perClass[2]).toMatchObject({ name: 'dog', predicted: 0, precision: 0, recall: 0 });
  expect(assess(head, data, [], 1)).toBeNull();
});
