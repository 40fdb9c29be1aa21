import { expect, test } from 'vitest';
import { labels } from './art.ts';
import { classColours, rgbOf } from './class-colours.ts';

type Colour = readonly [number, number, number];

/** Linear light, 0 to 1. */
const linear = (colour: string): Colour =>
  rgbOf(colour).map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;

const times = (matrix: readonly Colour[], [r, g, b]: Colour): Colour =>
  matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Colour;

/** What eyes see that lack one kind of cone (Viénot, Brettel and Mollon 1999), or all three kinds. */
const eyes: Record<string, readonly Colour[]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'without red': [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  'without green': [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};

/** Björn Ottosson's OKLab: distances in it are about what eyes tell apart; 0.02 is just seen. */
function oklab(colour: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map((value) => Math.cbrt(Math.max(0, value))) as unknown as Colour;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

test('there is a colour for the background and each class', () => {
  expect(classColours).toHaveLength(labels.length + 1);
});

test.each(Object.keys(eyes))('the colours stay apart for eyes %s', (kind) => {
  const seen = classColours.map((colour) => oklab(times(eyes[kind]!, linear(colour))));
  const near = seen.flatMap((a, i) =>
    seen.slice(i + 1).map((b, j) => ({
      pair: `${classColours[i]} ${classColours[i + 1 + j]}`,
      distance: Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]),
    })),
  );
  expect(near.filter(({ distance }) => distance < 0.075)).toEqual([]);
});
