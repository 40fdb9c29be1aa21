import { describe, expect, test } from 'vitest';
import { anchorBoxes, anchorLevels, anchorsPerCell } from '../../../models/blocks/anchors.ts';
import { fitInto } from '../../../models/preprocess/automl.ts';
import type { FittedPicture } from '../../engine/protocol/detection.ts';
import { boxPlace } from '../../words/en/boxes.ts';
import {
  cellAnchors,
  cellBeside,
  cellBox,
  cellUnder,
  cellWithin,
  filtered,
  inputStyle,
  levelSentence,
  middle,
  peak,
  sameCell,
} from './logic.ts';

const fitOf = (picture: readonly [number, number], side: number): FittedPicture => {
  const input = [side, side] as const;
  const { scaled, imageScale } = fitInto(picture, input);
  return { picture, scaled, input, imageScale };
};
/** Half as high as wide: the lower half of the input is padding. */
const wide = fitOf([256, 512], 128);
const levels = anchorLevels({ size: [128, 128] });
const [p3, p4] = levels as [(typeof levels)[number], (typeof levels)[number]];

describe('boxes', () => {
  const boxes = [
    { label: 0, name: 'cat', score: 0.9, box: [0, 0, 10, 20], level: 3, anchor: 1 },
    { label: 1, name: 'dog', score: 0.5, box: [0, 0, 100, 200], level: 5, anchor: 2 },
    { label: 0, name: 'cat', score: 0.3, box: [5, 5, 50, 50], level: 4, anchor: 3 },
  ] as const;
  const ids = (list: readonly { anchor: number }[]) => list.map(({ anchor }) => anchor);

  test('are chosen by class and score', () => {
    expect(ids(filtered(boxes, 'all', 0.5))).toEqual([1, 2]);
    expect(ids(filtered(boxes, 'cat'))).toEqual([1, 3]);
  });

  test('say where in the picture they are', () => {
    expect(boxPlace(boxes[0])).toBe('from 0, 0 to 20, 10 pixels, found at level P3');
  });

  test('the input reaches beyond a picture that is not square', () => {
    expect(inputStyle(wide)).toBe('left:0;top:0;width:100.000%;height:200.000%');
  });
});

describe('cells', () => {
  test('of the padding alone cannot be pointed at', () => {
    expect(p3.cells).toEqual([16, 16]);
    expect(cellUnder(0.999, 0.999, p3, wide)).toEqual([7, 15]);
    expect(cellUnder(0, 0, p3, wide)).toEqual([0, 0]);
    expect(cellUnder(-1, 2, p3, wide)).toEqual([7, 0]);
    expect(cellWithin([99, 99], p3, wide)).toEqual([7, 15]);
    expect(cellWithin([3, 3], p3, fitOf([1000, 1], 128))).toEqual([3, 0]);
  });

  test('move by arrow keys and stay inside', () => {
    expect(cellBeside([3, 3], 'ArrowDown', false, p3, wide)).toEqual([4, 3]);
    expect(cellBeside([3, 3], 'ArrowLeft', true, p3, wide)).toEqual([3, 0]);
    expect(cellBeside([7, 3], 'ArrowDown', false, p3, wide)).toEqual([7, 3]);
    expect(cellBeside([3, 3], 'Enter', false, p3, wide)).toBeNull();
  });

  test('of two levels at one place', () => {
    expect(sameCell([4, 10], p3, p4, wide)).toEqual([2, 5]);
    expect(sameCell([2, 5], p4, p3, wide)).toEqual([5, 11]);
    expect(middle(p4)).toEqual([4, 4]);
  });

  test('hold the nine anchors that the engine decodes by, in the picture’s pixels', () => {
    const all = anchorBoxes({ size: [128, 128] });
    const cell = [2, 5] as const;
    const first = p4.first + (cell[0] * p4.cells[1] + cell[1]) * anchorsPerCell;
    const drawn = cellAnchors(cell, p4, 4, wide);
    expect(drawn).toHaveLength(anchorsPerCell);
    drawn.forEach(({ box }, i) => {
      box.forEach((edge, side) => {
        expect(edge).toBeCloseTo((all[4 * (first + i) + side] ?? 0) * 4, 3);
      });
    });
    const [ymin, xmin, ymax, xmax] = cellBox(cell, p4, wide);
    expect([ymin, xmin, ymax, xmax]).toEqual([128, 320, 192, 384]);
  });

  test('the best one of a level, in a sentence', () => {
    const map = { level: 6, cells: [2, 2], scores: Float32Array.of(0.1, 0.2, 0.71, 0.2) } as const;
    expect(peak(map)).toEqual([1, 0]);
    expect(levelSentence(map)).toBe('P6 has 2×2 cells. Its largest score is 0.71, at row 2, column 1.');
  });
});
