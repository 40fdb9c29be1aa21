import { expect, test } from 'vitest';
import { anchorBoxes } from '../blocks/anchors.ts';
import { type Box, intersectionOverUnion } from './box.ts';
import { matchAnchors } from './match-anchors.ts';

const flat = (...boxes: Box[]) => Float32Array.from(boxes.flat());

test('an anchor belongs to what it overlaps most, from half of the union on', () => {
  const anchors = flat([0, 0, 10, 10], [0, 0, 10, 20], [0, 5, 10, 15], [50, 50, 60, 60]);
  const { objects, overlaps, best } = matchAnchors(anchors, [[0, 0, 10, 10]]);
  expect([...objects]).toEqual([0, 0, -1, -1]);
  expect([...overlaps]).toEqual([1, 0.5, 1 / 3, 0]);
  expect([...best]).toEqual([0]);
});

test('an object that no anchor overlaps by half still gets its best one', () => {
  const { objects, overlaps } = matchAnchors(flat([0, 0, 10, 10], [0, 20, 10, 30]), [[0, 0, 3, 3]]);
  expect([...objects]).toEqual([0, -1]);
  expect(overlaps[0]).toBeCloseTo(0.09, 12);
});

test('an object outside all anchors gets none', () => {
  expect([...matchAnchors(flat([0, 0, 10, 10]), [[90, 90, 99, 99]]).best]).toEqual([-1]);
});

test('of two objects the nearer one counts', () => {
  const { objects } = matchAnchors(flat([0, 0, 10, 10], [0, 2, 10, 12]), [
    [0, 0, 10, 10],
    [0, 2, 10, 12],
  ]);
  expect([...objects]).toEqual([0, 1]);
});

test('agrees with comparing every anchor of a small detector with every object', () => {
  const anchors = anchorBoxes({ size: [128, 128] });
  const boxes: Box[] = [
    [10, 10, 60, 50],
    [20, 70, 40, 120],
    [3, 3, 9, 9],
  ];
  const { objects, best } = matchAnchors(anchors, boxes);
  const overlap = (anchor: number, box: Box) =>
    intersectionOverUnion([...anchors.subarray(4 * anchor, 4 * anchor + 4)] as unknown as Box, box);
  for (let anchor = 0; anchor < objects.length; anchor++) {
    const all = boxes.map((box) => overlap(anchor, box));
    const forced = best.indexOf(anchor);
    const largest = Math.max(...all);
    const wanted = forced >= 0 ? forced : largest >= 0.5 ? all.indexOf(largest) : -1;
    expect(objects[anchor]).toBe(wanted);
  }
  expect([...best].every((anchor) => anchor >= 0)).toBe(true);
});
