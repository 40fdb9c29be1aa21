import { describe, expect, test } from 'vitest';
import {
  averagePrecision,
  type Examined,
  MatchedPictures,
  rightAt,
  thresholds,
} from './average-precision.ts';
import { precisionRecall } from './precision-recall.ts';

/** Uniform in 0…1, the same on every machine (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const box = [0, 0, 40, 40] as const;

/** Pictures in which the detections of a list are right as it says, and the objects that are left are missed. */
function pictured(right: readonly boolean[], objects: number): Examined[] {
  const found = right.map((isRight, index) => ({
    detections: [{ label: 0, score: 1 - index / 1000, box }],
    objects: isRight ? [{ label: 0, box }] : [],
  }));
  const missed = objects - right.filter(Boolean).length;
  return [
    ...found,
    ...Array.from({ length: missed }, () => ({ detections: [], objects: [{ label: 0, box }] })),
  ];
}

describe('the curve of a ranked list', () => {
  test('has the average precision of `averagePrecision`, for 1,000 random lists', () => {
    const next = uniform(7);
    for (let list = 0; list < 1000; list++) {
      const share = next();
      const right = Array.from({ length: Math.floor(next() * 60) }, () => next() < share);
      const objects = right.filter(Boolean).length + Math.floor(next() * 6);
      const curve = precisionRecall(right, objects);
      expect(curve.averagePrecision).toBe(averagePrecision(pictured(right, objects), 1).ap50);
    }
  });

  test('is that of real pictures at each of the ten thresholds', () => {
    const next = uniform(3);
    for (let list = 0; list < 50; list++) {
      const matched = new MatchedPictures(1);
      for (let picture = 0; picture < 4; picture++) {
        const boxed = (from: number) => {
          const [y, x] = [from + 30 * next(), from + 30 * next()];
          return [y, x, y + 20 + 30 * next(), x + 20 + 30 * next()] as const;
        };
        matched.add({
          objects: Array.from({ length: 3 }, (_, i) => ({ label: 0, box: boxed(40 * i) })),
          detections: Array.from({ length: 9 }, (_, i) => ({
            label: 0,
            score: next(),
            box: boxed(40 * (i % 3)),
          })),
        });
      }
      const { objects, detections } = matched.rankedList(0);
      expect(objects).toBe(12);
      const curves = thresholds.map(
        (_, t) =>
          precisionRecall(
            detections.map(({ rightAt }) => ((rightAt >> t) & 1) === 1),
            objects,
          ).averagePrecision,
      );
      expect(curves).toEqual(matched.byThreshold().all);
    }
  });

  test('by hand: right, wrong, right, of three objects', () => {
    const { steps, samples, averagePrecision: average } = precisionRecall([true, false, true], 3);
    expect(steps.map(({ recall }) => recall)).toEqual([1 / 3, 1 / 3, 2 / 3]);
    expect(steps.map(({ precision }) => Number(precision.toFixed(9)))).toEqual([1, 0.5, 0.666666667]);
    expect(steps.map(({ interpolated }) => Number(interpolated.toFixed(9)))).toEqual([
      1, 0.666666667, 0.666666667,
    ]);
    // Recalls 0 to 0.33 read 1, those to 0.66 read 2/3, the rest nothing.
    expect(samples.filter((value) => value > 0.99)).toHaveLength(34);
    expect(samples.filter((value) => value === 0)).toHaveLength(34);
    expect(average).toBeCloseTo((34 + (33 * 2) / 3) / 101, 9);
  });

  test('says nothing where there is nothing to find', () => {
    expect(precisionRecall([false], 0).averagePrecision).toBeNull();
    expect(precisionRecall([], 2).averagePrecision).toBe(0);
  });
});

describe('what is right in one picture', () => {
  const objects = [
    { label: 0, box: [0, 0, 10, 10] },
    { label: 1, box: [20, 20, 30, 30] },
  ] as const;

  test('is told in the order of the detections, of each class by itself', () => {
    const detections = [
      { label: 0, score: 0.2, box: [0, 0, 10, 10] },
      { label: 1, score: 0.9, box: [0, 0, 10, 10] },
      // IoU ⅔: right at .50, .55, .60 and .65. It is the surer one, and takes the object.
      { label: 0, score: 0.8, box: [0, 2, 10, 12] },
      { label: 1, score: 0.1, box: [20, 20, 30, 30] },
    ] as const;
    expect(rightAt({ detections, objects }, 2)).toEqual([0b1111110000, 0, 0b1111, 0b1111111111]);
  });

  test('holds as many as the ranked lists do', () => {
    const next = uniform(11);
    const box = () => {
      const [y, x] = [50 * next(), 50 * next()];
      return [y, x, y + 25, x + 25] as const;
    };
    const one = {
      objects: Array.from({ length: 6 }, (_, i) => ({ label: i % 2, box: box() })),
      detections: Array.from({ length: 40 }, (_, i) => ({ label: i % 2, score: next(), box: box() })),
    };
    const matched = new MatchedPictures(2);
    matched.add(one);
    const listed = [0, 1].flatMap((label) =>
      matched.rankedList(label).detections.map((each) => each.rightAt),
    );
    expect([...rightAt(one, 2)].sort()).toEqual(listed.sort());
  });
});
