import { expect, test } from 'vitest';
import {
  type ColorRamp,
  colorAt,
  cssColor,
  diverging,
  lightnessOf,
  oklchToRgb,
  paintValues,
  rangeOf,
  sequential,
} from './colormap.ts';

test('known colours: white, black and sRGB red', () => {
  expect(oklchToRgb(1, 0, 0)).toEqual([255, 255, 255]);
  expect(oklchToRgb(0, 0, 0)).toEqual([0, 0, 0]);
  expect(oklchToRgb(0.62796, 0.25768, 29.234)).toEqual([255, 0, 0]);
});

const lightnesses = (colors: ColorRamp) =>
  Array.from({ length: 256 }, (_, i) => lightnessOf(colorAt(colors, i / 255)));

test.each([
  ['sequential', sequential, 0.7],
  ['diverging', diverging, 0.45],
] as const)('%s: lightness climbs in even steps', (_, colors, span) => {
  const values = lightnesses(colors);
  const step = (values[255]! - values[0]!) / 255;
  expect(values[255]! - values[0]!).toBeGreaterThan(span);
  // Two bytes' rounding apart: a step over 16 colours is what 16 even steps are.
  for (let i = 16; i < 256; i++) expect(values[i]! - values[i - 16]!).toBeCloseTo(16 * step, 1.9);
});

test('zero is grey in the diverging map, its ends are not', () => {
  const [r, g, b] = colorAt(diverging, 0.5);
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(4);
  const [low, , lowBlue] = colorAt(diverging, 0);
  const [high, , highBlue] = colorAt(diverging, 1);
  expect(lowBlue).toBeGreaterThan(low + 60);
  expect(high).toBeGreaterThan(highBlue + 60);
});

test('positions outside the ramp, and none at all, go to its ends', () => {
  expect(colorAt(sequential, -3)).toEqual(colorAt(sequential, 0));
  expect(colorAt(sequential, 7)).toEqual(colorAt(sequential, 1));
  expect(colorAt(sequential, Number.NaN)).toEqual(colorAt(sequential, 0));
  expect(cssColor([1, 2, 3])).toBe('rgb(1 2 3)');
});

test('values are painted between their bounds', () => {
  const pixels = paintValues([0, 5, 10, 99], [0, 10]);
  expect([...pixels.slice(0, 3)]).toEqual([...colorAt(sequential, 0)]);
  expect([...pixels.slice(8, 11)]).toEqual([...colorAt(sequential, 1)]);
  expect([...pixels.slice(12, 15)]).toEqual([...colorAt(sequential, 1)]);
  expect(pixels[3]).toBe(255);
});

test('a range is never empty', () => {
  expect(rangeOf([3, -1, 2])).toEqual([-1, 3]);
  expect(rangeOf([4, 4])).toEqual([4, 5]);
  expect(rangeOf([])).toEqual([0, 1]);
});
