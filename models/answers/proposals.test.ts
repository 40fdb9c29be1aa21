import { describe, expect, it } from 'vitest';
import type { RegionsAnswer } from '../graph/answers.ts';
import { proposals, regionBoxes } from './proposals.ts';

const answer: RegionsAnswer = {
  ...{ kind: 'regions', scores: 's', boxes: 'b', map: 'm', stride: 16, anchors: 2 },
  placed: {
    sides: [
      [32, 32],
      [16, 64],
    ],
    centre: 0.5,
  },
};
const input = [64, 96] as const;
/** 4×6 cells of two anchors, none of which is worth anything but those named. */
function maps(named: Readonly<Record<number, { logit: number; deltas?: readonly number[] }>>) {
  const scores = new Float32Array(48).fill(-20);
  const boxes = new Float32Array(192);
  for (const [anchor, { logit, deltas = [] }] of Object.entries(named)) {
    scores[Number(anchor)] = logit;
    boxes.set(deltas, 4 * Number(anchor));
  }
  return [
    { shape: [4, 6, 2], data: scores },
    { shape: [4, 6, 8], data: boxes },
  ] as const;
}

describe('regions proposed', () => {
  it('are the anchors in the middle of their cells, best first, moved by x, y, w, h', () => {
    // Row 1, column 2: its middle lies at (24, 40).
    const found = proposals(
      answer,
      ...maps({ 16: { logit: 1 }, 17: { logit: 2, deltas: [0.25, 0.5, 0, Math.log(2)] } }),
      input,
      { kept: 2 },
    );
    expect(found.map(({ anchor }) => anchor)).toEqual([17, 16]);
    expect(found[1]!.box).toEqual([8, 24, 40, 56]);
    expect(found[1]!.score).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    // Moved right by a quarter of 64 and down by half of 16, twice as high.
    [16, 24, 48, 88].forEach((edge, i) => {
      expect(found[0]!.box[i]).toBeCloseTo(edge, 4);
    });
  });

  it('end at the input’s edges, and one outside is none', () => {
    const found = proposals(
      answer,
      ...maps({ 0: { logit: 3 }, 46: { logit: 2, deltas: [9, 9, 0, 0] } }),
      input,
      { best: 2 },
    );
    expect(found.map(({ box }) => box)).toEqual([[0, 0, 24, 24]]);
  });

  it('leave out one that a better one covers by more than the overlap, and keep no more than asked', () => {
    const near = { 16: { logit: 3 }, 18: { logit: 2, deltas: [-0.4, 0, 0, 0] }, 40: { logit: 1 } };
    const anchors = (options: object) =>
      proposals(answer, ...maps(near), input, { best: 3, ...options }).map(({ anchor }) => anchor);
    expect(anchors({})).toEqual([16, 40]);
    expect(anchors({ overlap: 0.9 })).toEqual([16, 18, 40]);
    expect(anchors({ kept: 1 })).toEqual([16]);
  });

  it('grow at most e⁴ times, and what is no number proposes nothing', () => {
    const [huge] = proposals(answer, ...maps({ 16: { logit: 1, deltas: [0, 0, 90, 90] } }), [4000, 4000], {
      kept: 1,
    });
    expect(huge!.box[2] - 24).toBeCloseTo(16 * Math.exp(4), 2);
    const broken = maps({ 16: { logit: Number.NaN }, 18: { logit: 1, deltas: [Number.NaN, 0, 0, 0] } });
    const found = proposals(answer, ...broken, input, { best: 48, kept: 48 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ anchor }) => anchor !== 16 && anchor !== 18)).toBe(true);
  });

  it('cannot be told without the anchors’ sides', () => {
    const { placed: _, ...without } = answer;
    expect(() => proposals(without, ...maps({}), input)).toThrow(RangeError);
  });
});

it('the second stage is given x1, y1, x2, y2, half a cell off where cells are meant by their middles', () => {
  expect([...regionBoxes(answer, [{ box: [16, 32, 48, 96] }])]).toEqual([24, 8, 88, 40]);
  const { placed: _, ...corner } = answer;
  expect([...regionBoxes(corner, [{ box: [16, 32, 48, 96] }])]).toEqual([32, 16, 96, 48]);
});
