import { channelOfBin } from '../../../models/operators/kinds/ps-roi-align.ts';
import type { PlainMap } from '../../../models/operators/plain-map.ts';
import type { ReadMap } from './logic.ts';

/** A scene and its boxes, as `npm run figure-data` painted it: what a position-sensitive map is drawn from. */
export interface TrueMap {
  readonly seed: number;
  /** Side of the scene in pixels, and of the map in cells. */
  readonly picture: number;
  readonly side: number;
  /** Bins along each side of a region. */
  readonly group: number;
  /** The classes that have channels: of each, one a bin. */
  readonly classes: readonly string[];
  /** Boxes of the scene, [ymin, xmin, ymax, xmax] in pixels. */
  readonly objects: readonly { readonly name: string; readonly box: readonly number[] }[];
}

/**
 * What the channels are to say, were the network never wrong: of each class and bin, how much of the square of a cell's size around the
 * cell's point lies in that part of an object, 0 to 1. A cell's point is where the operator reads its value: its number times the stride.
 */
export function trueMap(truth: TrueMap): PlainMap {
  const { side, picture, group, classes, objects } = truth;
  const stride = picture / side;
  const channels = classes.length * group ** 2;
  const data = new Float64Array(side * side * channels);
  const within = (middle: number, from: number, to: number) =>
    Math.max(0, Math.min(middle + stride / 2, to) - Math.max(middle - stride / 2, from)) / stride;
  for (const { name, box } of objects) {
    const of = classes.indexOf(name);
    if (of < 0) continue;
    const [top = 0, left = 0, bottom = 0, right = 0] = box;
    const [height, width] = [(bottom - top) / group, (right - left) / group];
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        for (let i = 0; i < group; i++)
          for (let j = 0; j < group; j++) {
            const share =
              within(y * stride, top + i * height, top + (i + 1) * height) *
              within(x * stride, left + j * width, left + (j + 1) * width);
            const at = (y * side + x) * channels + channelOfBin(group, i, j, of);
            data[at] = Math.max(data[at]!, share);
          }
  }
  return { shape: [side, side, channels], data };
}

/** The map that a scene's boxes ask for, as regions are read from it. */
export function readTruth(truth: TrueMap): ReadMap {
  const { picture, side, group, classes } = truth;
  return { map: trueMap(truth), cell: picture / side, group, centre: 0, names: classes };
}
