import { expect, test } from 'vitest';
import { movedBy, pointIn, readPoint, writePoint } from './pointer.ts';

test.each([[{ x: 0, y: 1 }], [{ x: 0.25, y: 0.5 }], [{ x: 0.333, y: 0.667 }]])(
  '%j is told and read',
  (point) => {
    expect(readPoint(writePoint(point))).toEqual(point);
  },
);

test.each([undefined, null, '', '1', '0.5,0.5', 'a,b', '0.500,0.500,0.500'])(
  '%j points at nothing',
  (text) => {
    expect(readPoint(text)).toBeNull();
  },
);

test('a place in the pad is the same place on the wall, and none lies outside', () => {
  const box = { left: 100, top: 50, width: 200, height: 100 };
  expect(pointIn(box, { clientX: 150, clientY: 125 })).toEqual({ x: 0.25, y: 0.75 });
  expect(pointIn(box, { clientX: 0, clientY: 900 })).toEqual({ x: 0, y: 1 });
});

test('arrows move it, Shift a little, and from nowhere it begins in the middle', () => {
  expect(movedBy(null, 'ArrowRight', false)).toEqual({ x: 0.55, y: 0.5 });
  expect(movedBy({ x: 0.005, y: 0.5 }, 'ArrowLeft', true)).toEqual({ x: 0, y: 0.5 });
  expect(movedBy({ x: 0.5, y: 0.5 }, 'Enter', false)).toBeUndefined();
});
