import type { Box } from '../../../models/answers/box.ts';
import {
  channelOfBin,
  type PsRoiAlign,
  type RegionSample,
  samplesOfBin,
  taken,
} from '../../../models/operators/kinds/ps-roi-align.ts';
import type { PlainMap } from '../../../models/operators/plain-map.ts';
import type { TrueMap } from './truth.ts';

/** The operator that reads a region: as ThunderNet's release has it, in as many bins as the map has channels for. */
export function alignOf(truth: TrueMap, take: PsRoiAlign['take']): PsRoiAlign {
  return {
    scale: truth.side / truth.picture,
    group: truth.group,
    samples: 2,
    leastSide: 0.1,
    take,
    reading: 'clamped',
  };
}

/** A bin of a region, of the class that is looked at. */
export interface Bin {
  readonly row: number;
  readonly column: number;
  /** The channel that it reads. */
  readonly channel: number;
  readonly samples: readonly RegionSample[];
  readonly value: number;
}

export interface Region {
  readonly bins: readonly Bin[];
  /** The mean of a class's bins. */
  readonly votes: readonly { readonly name: string; readonly vote: number }[];
  readonly first: { readonly name: string; readonly vote: number };
}

/** A region aligned: the bins of class `of`, and what all classes come to. */
export function regionOf(
  truth: TrueMap,
  map: PlainMap,
  box: Box,
  of: number,
  take: PsRoiAlign['take'],
): Region {
  const align = alignOf(truth, take);
  const [ymin, xmin, ymax, xmax] = box;
  const { group } = truth;
  const binsOf = (index: number): Bin[] =>
    Array.from({ length: group ** 2 }, (_, at) => {
      const [row, column] = [Math.floor(at / group), at % group];
      const samples = samplesOfBin(align, map, [xmin, ymin, xmax, ymax], [row, column, index]);
      return {
        row,
        column,
        channel: channelOfBin(group, row, column, index),
        samples,
        value: taken(align, samples),
      };
    });
  const all = truth.classes.map((_, index) => binsOf(index));
  const votes = truth.classes.map((name, index) => ({
    name,
    vote: (all[index] ?? []).reduce((sum, { value }) => sum + value, 0) / group ** 2,
  }));
  const first = votes.reduce((best, each) => (each.vote > best.vote ? each : best));
  return { bins: all[of] ?? [], votes, first };
}

/** A bin's place on the map, in cells. */
export function binPlace(truth: TrueMap, [ymin, xmin, ymax, xmax]: Box, { row, column }: Bin) {
  const scale = truth.side / truth.picture;
  const [height, width] = [((ymax - ymin) * scale) / truth.group, ((xmax - xmin) * scale) / truth.group];
  return { x: xmin * scale + column * width, y: ymin * scale + row * height, width, height };
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
