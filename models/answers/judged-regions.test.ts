import { describe, expect, it } from 'vitest';
import { judgedRegions } from './judged-regions.ts';

const answer = { kind: 'regionClasses', logits: 'l', boxes: 'b', background: 'last' } as const;
const region = (box: readonly [number, number, number, number], anchor: number) => ({
  ...{ box, anchor, score: 1 },
});
const frame = { picture: [100, 200], imageScale: 2 } as const;
const logits = (...shares: number[]) => Float32Array.from(shares, Math.log);

describe('regions judged', () => {
  const regions = [region([10, 10, 30, 50], 7), region([10, 12, 30, 52], 8)];

  it('take the softmax’s share as score and are moved by a tenth of x and y, a fifth of w and h', () => {
    const { detections, skipped } = judgedRegions(answer, {
      ...{ regions: regions.slice(0, 1), logits: logits(0.7, 0.2, 0.1), ...frame },
      boxes: Float32Array.of(1, -1, 5 * Math.log(1.5), 0),
    });
    expect(skipped).toBe(0);
    expect(detections.map(({ label, anchor }) => [label, anchor])).toEqual([
      [0, 7],
      [1, 7],
    ]);
    expect(detections[0]!.score).toBeCloseTo(0.7, 6);
    // Centre (20, 30) moved by (−2, 4), 60 wide; then twice as many pixels of the picture.
    [16, 8, 56, 128].forEach((edge, i) => {
      expect(detections[0]!.box[i]).toBeCloseTo(edge, 3);
    });
  });

  it('leave out within a class what a better one overlaps, and keep other classes', () => {
    const { detections } = judgedRegions(
      answer,
      { regions, logits: logits(0.8, 0.15, 0.05, 0.5, 0.45, 0.05), boxes: new Float32Array(8), ...frame },
      { scoreThreshold: 0.3 },
    );
    expect(detections.map(({ label, anchor }) => [label, anchor])).toEqual([
      [0, 7],
      [1, 8],
    ]);
  });

  it('know the class of nothing by its place', () => {
    const judged = { regions: regions.slice(0, 1), boxes: new Float32Array(4), ...frame };
    const shares = logits(0.9, 0.06, 0.04);
    const labels = (background: 'first' | 'last') =>
      judgedRegions({ ...answer, background }, { ...judged, logits: shares }).detections.map((each) => [
        each.label,
        Math.round(100 * each.score),
      ]);
    expect(labels('last')).toEqual([
      [0, 90],
      [1, 6],
    ]);
    expect(labels('first')).toEqual([
      [0, 6],
      [1, 4],
    ]);
  });

  it('end at the picture’s edges, and skip what is no number', () => {
    const { detections, skipped } = judgedRegions(answer, {
      regions: [region([-8, 80, 30, 120], 1), region([0, 0, 9, 9], 2)],
      logits: logits(0.9, 0.05, 0.05, Number.NaN, 0.5, 0.5),
      boxes: new Float32Array(8),
      ...frame,
    });
    expect(skipped).toBe(1);
    expect(detections[0]!.box).toEqual([0, 160, 60, 200]);
  });

  it('are none without regions', () => {
    const nothing = { regions: [], logits: new Float32Array(), boxes: new Float32Array(), ...frame };
    expect(judgedRegions(answer, nothing)).toEqual({ detections: [], skipped: 0 });
  });
});
