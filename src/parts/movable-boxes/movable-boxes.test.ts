import { describe, expect, test } from 'vitest';
import type { Box } from '../../../models/answers/box.ts';
import { boxesIn, boxesProperty, boxesText } from './boxes-property.ts';
import { arrowOf, fitted, moved, resized } from './move.ts';

const stage = { height: 100, width: 200, least: 10 };
const box: Box = [20, 30, 60, 90];

describe('a box that a reader moves', () => {
  test('keeps its size and stays on the stage', () => {
    expect(moved(box, 5, -10, stage)).toEqual([25, 20, 65, 80]);
    expect(moved(box, 500, 500, stage)).toEqual([60, 140, 100, 200]);
    expect(moved(box, -500, -500, stage)).toEqual([0, 0, 40, 60]);
  });

  test('is resized by its lower right corner, which never passes the other one or the edge', () => {
    expect(resized(box, 10, 20, stage)).toEqual([20, 30, 70, 110]);
    expect(resized(box, -500, -500, stage)).toEqual([20, 30, 30, 40]);
    expect(resized(box, 500, 500, stage)).toEqual([20, 30, 100, 200]);
  });

  test('is moved by arrow keys alone', () => {
    expect(arrowOf('ArrowLeft', 4)).toEqual([0, -4]);
    expect(arrowOf('ArrowDown', 4)).toEqual([4, 0]);
    expect(arrowOf('a', 4)).toBeUndefined();
  });

  test('is never smaller than its least side', () => {
    expect(fitted([50, 50, 52, 51], stage)).toEqual([50, 50, 60, 60]);
  });
});

describe('boxes in an address', () => {
  const property = boxesProperty('b', [box, [0, 0, 10, 10]], stage);

  test('come back as they were', () => {
    expect(boxesText([box])).toBe('20.30.60.90');
    expect(boxesIn('20.30.60.90~0.0.10.10')).toEqual([box, [0, 0, 10, 10]]);
    expect(property.read('20.30.60.90~0.0.10.10')).toEqual({ value: property.default, clamped: false });
  });

  test('are moved onto the stage, and say so', () => {
    expect(property.read('20.30.60.90~90.195.110.220')).toEqual({
      value: '20.30.60.90~80.175.100.200',
      clamped: true,
    });
  });

  test.for(['', '1.2.3', '20.30.60.90', 'a.b.c.d~0.0.10.10', '20.30.60.90~0.0.10.-9'])(
    '“%s” is no two boxes',
    (text) => {
      expect(property.read(text)).toBeUndefined();
      expect(property.clamp(text)).toBe(property.default);
    },
  );
});
