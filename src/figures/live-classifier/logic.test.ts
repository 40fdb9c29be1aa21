import { describe, expect, test } from 'vitest';
import { largestIndices } from '../../../models/answers/largest.ts';
import {
  activityOf,
  cellAt,
  cellBeside,
  channelOf,
  channelOrder,
  expectedFraming,
  type FeatureMap,
  firstName,
  framedStyle,
  pageOf,
  pageSize,
  summarizeGates,
} from './logic.ts';

const map: FeatureMap = {
  shape: [2, 2, 3],
  data: Float32Array.from([0, 1, -9, 1, 2, -9, 2, 3, -9, 3, 4, -9]),
};

describe('choosing and ordering', () => {
  test('the largest come first, equal ones in order', () => {
    expect(largestIndices([0.1, 0.7, 0.1, 0.7, 0], 3)).toEqual([1, 3, 0]);
    expect(largestIndices([], 5)).toEqual([]);
  });

  test('channels are taken out of the last axis', () => {
    expect([...channelOf(map, 1)]).toEqual([1, 2, 3, 4]);
  });

  test('activity counts magnitude, so a strongly negative channel comes first', () => {
    expect([...activityOf(map)]).toEqual([1.5, 2.5, 9]);
    expect(channelOrder(map, 'activity')).toEqual([2, 1, 0]);
    expect(channelOrder(map, 'index')).toEqual([0, 1, 2]);
  });

  test('pages cover every channel once and wild pages are moved to the nearest', () => {
    const order = Array.from({ length: 2 * pageSize + 5 }, (_, i) => i);
    expect([0, 1, 2].flatMap((page) => pageOf(order, page).channels)).toEqual(order);
    expect(pageOf(order, 99)).toMatchObject({ page: 2, pages: 3 });
    expect(pageOf([], -1)).toEqual({ page: 0, pages: 1, channels: [] });
  });
});

describe('cells', () => {
  test('the cell under the pointer, edges included', () => {
    expect(cellAt([7, 7, 1], 0.5, 0)).toEqual({ row: 0, column: 3 });
    expect(cellAt([7, 7, 1], 1, 1.2)).toEqual({ row: 6, column: 6 });
    expect(cellAt([7, 7, 1], -0.1, 0.99)).toEqual({ row: 6, column: 0 });
  });

  test('arrow keys stop at the edges', () => {
    const at = { row: 0, column: 6 };
    expect(cellBeside(at, 'ArrowUp', [7, 7, 1])).toEqual(at);
    expect(cellBeside(at, 'ArrowRight', [7, 7, 1])).toEqual(at);
    expect(cellBeside(at, 'ArrowDown', [7, 7, 1])).toEqual({ row: 1, column: 6 });
    expect(cellBeside(at, 'Enter', [7, 7, 1])).toBeNull();
  });
});

test('gates in numbers', () => {
  expect(summarizeGates([0.75, 0.25, 0.5, 0.125])).toEqual({
    count: 4,
    belowHalf: 2,
    mean: 0.40625,
    closed: { channel: 3, gate: 0.125 },
    open: { channel: 0, gate: 0.75 },
  });
});

describe('what the network sees', () => {
  test('the crop of the sample picture is 350 pixels of 600×400', () => {
    expect(expectedFraming(600, 400, 0.875).region).toEqual({ left: 125, top: 25, width: 350, height: 350 });
    expect(expectedFraming(1, 1, 0.875).region).toEqual({ left: 0, top: 0, width: 1, height: 1 });
  });

  test('the picture is enlarged and shifted so that only the crop shows', () => {
    const style = framedStyle({
      width: 600,
      height: 400,
      region: { left: 125, top: 25, width: 350, height: 350 },
    });
    expect(style).toBe('width:171.429%;height:114.286%;left:-35.714%;top:-7.143%');
  });

  test('the first of several names', () => {
    expect(firstName('grey fox, gray fox, Urocyon cinereoargenteus')).toBe('grey fox');
    expect(firstName('espresso')).toBe('espresso');
  });
});
