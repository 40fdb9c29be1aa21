import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { sameShape, sizeOf } from '../../graph/shape.ts';
import { wholePicture } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, type PlainMap, readMap } from '../plain-map.ts';

/** How a map is read between its cells, and beyond its edge. */
export type RegionReading =
  /** 0 where a coordinate is below −1 or above the size, else clamped to the map, then bilinear (ThunderNet). */
  | 'clamped'
  /**
   * Floor and ceiling of each coordinate, times (1 − |dy|)(1 − |dx|), cells beyond the map count 0 (Light-Head R-CNN). At a
   * whole coordinate floor and ceiling are one cell, which then counts twice.
   */
  | 'zeroOutside';

/** What the operator is told besides the map and the box. */
export interface PsRoiAlign {
  /** Cells of the map a pixel of the box: 1/16 on a map of stride 16. */
  readonly scale: number;
  /** Bins along each side of a region. */
  readonly group: number;
  /** Samples along each side of a bin, in the middle of as many equal parts. */
  readonly samples: number;
  /** A box's sides are taken to be no shorter, in cells. */
  readonly leastSide: number;
  /** What becomes of a bin's samples. */
  readonly take: 'largest' | 'mean';
  readonly reading: RegionReading;
}

declare module '../../graph/op.ts' {
  interface OpFields {
    /**
     * Position-sensitive region alignment: of a map [h, w, c·group²] and a box [1, 1, 4] (x1, y1, x2, y2 in pixels) the region
     * [group, group, c]; bin (i, j) of channel c is read from channel (c·group + i)·group + j of the map.
     */
    readonly psRoiAlign: PsRoiAlign;
  }
}

function build(builder: Builder, map: TensorId, box: TensorId, options: Named & PsRoiAlign): TensorId {
  const { name: own, ...fields } = options;
  const name = builder.path(own);
  const shape = builder.shapeOf(map);
  const boxShape = builder.shapeOf(box);
  if (!sameShape(boxShape, [1, 1, 4])) throw new GraphError({ code: 'no-box', op: name, shape: boxShape });
  const { group } = fields;
  const channels = shape[2] / (group * group);
  if (!Number.isInteger(channels)) throw new GraphError({ code: 'no-bins', op: name, shape, group });
  return builder.insert({
    kind: 'psRoiAlign',
    name,
    inputs: [map, box],
    shape: [group, group, channels],
    ...fields,
  });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  // A sample: four products, three sums, and one step of the mean or the maximum.
  otherOperations: ({ shape, samples }) => 8 * samples * samples * sizeOf(shape),
  // A box lies anywhere.
  sees: (_op, _fields, _inputs, picture) => wholePicture(picture),
  fold: 'stays',
} satisfies Operator<'psRoiAlign'>;

function clamped(map: PlainMap, y: number, x: number, c: number): number {
  const [height, width] = map.shape;
  if (y < -1 || y > height || x < -1 || x > width) return 0;
  const [row, column] = [Math.min(height - 1, Math.max(0, y)), Math.min(width - 1, Math.max(0, x))];
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [bottom, right] = [Math.min(height - 1, top + 1), Math.min(width - 1, left + 1)];
  const [down, across] = [row - top, column - left];
  return (
    (1 - down) * ((1 - across) * readMap(map, top, left, c) + across * readMap(map, top, right, c)) +
    down * ((1 - across) * readMap(map, bottom, left, c) + across * readMap(map, bottom, right, c))
  );
}

function zeroOutside(map: PlainMap, y: number, x: number, c: number): number {
  let sum = 0;
  for (const row of [Math.floor(y), Math.ceil(y)])
    for (const column of [Math.floor(x), Math.ceil(x)])
      sum += (1 - Math.abs(y - row)) * (1 - Math.abs(x - column)) * readMap(map, row, column, c);
  return sum;
}

/** One of a bin's samples: where it lies on the map, in cells, and what is read there. */
export interface RegionSample {
  readonly y: number;
  readonly x: number;
  readonly value: number;
}

/** The channel of the map that bin (`i`, `j`) of channel `c` of a region reads. */
export function channelOfBin(group: number, i: number, j: number, c: number): number {
  return (c * group + i) * group + j;
}

/**
 * The samples of one bin of a region, row by row.
 * @param box x1, y1, x2, y2 in pixels
 */
export function samplesOfBin(
  op: PsRoiAlign,
  map: PlainMap,
  box: readonly [number, number, number, number],
  [i, j, c]: readonly [row: number, column: number, channel: number],
): RegionSample[] {
  const [left, top, right, bottom] = [
    box[0] * op.scale,
    box[1] * op.scale,
    box[2] * op.scale,
    box[3] * op.scale,
  ];
  const height = Math.max(bottom - top, op.leastSide) / op.group;
  const width = Math.max(right - left, op.leastSide) / op.group;
  const read = op.reading === 'clamped' ? clamped : zeroOutside;
  const channel = channelOfBin(op.group, i, j, c);
  const samples: RegionSample[] = [];
  for (let a = 0; a < op.samples; a++)
    for (let b = 0; b < op.samples; b++) {
      const y = top + height * (i + (a + 0.5) / op.samples);
      const x = left + width * (j + (b + 0.5) / op.samples);
      samples.push({ y, x, value: read(map, y, x, channel) });
    }
  return samples;
}

/** What becomes of a bin's samples. */
export function taken({ take }: Pick<PsRoiAlign, 'take'>, samples: readonly RegionSample[]): number {
  const values = samples.map(({ value }) => value);
  return take === 'largest'
    ? Math.max(...values)
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const plain: PlainLoops<'psRoiAlign'> = (op, [map, box = map]) => {
  const corners = [0, 1, 2, 3].map((i) => readMap(box, 0, 0, i)) as [number, number, number, number];
  return makeMap(op.shape, (i, j, c) => taken(op, samplesOfBin(op, map, corners, [i, j, c])));
};
