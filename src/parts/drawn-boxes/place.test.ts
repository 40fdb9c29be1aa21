import { expect, test } from 'vitest';
import { boxStyle, frameRatio, largestFirst } from './place.ts';

test('boxes are drawn large ones first', () => {
  const boxes = [
    { name: 'small', box: [0, 0, 10, 20] },
    { name: 'large', box: [0, 0, 100, 200] },
    { name: 'between', box: [5, 5, 50, 50] },
  ] as const;
  expect(largestFirst(boxes).map(({ name }) => name)).toEqual(['large', 'between', 'small']);
});

test('boxes lie over the picture in shares of its sides', () => {
  expect(boxStyle([64, 128, 192, 256], [256, 512])).toBe(
    'left:25.000%;top:25.000%;width:25.000%;height:50.000%',
  );
});

test('a sliver is shown wider than it is', () => {
  expect(frameRatio([256, 512])).toBe(2);
  expect(frameRatio([1000, 1])).toBe(0.2);
  expect(frameRatio([1, 1000])).toBe(5);
});
