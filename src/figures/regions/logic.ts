import type { Box } from '../../../models/answers/box.ts';
import {
  channelOfBin,
  type PsRoiAlign,
  type RegionSample,
  samplesOfBin,
  taken,
} from '../../../models/operators/kinds/ps-roi-align.ts';
import type { PlainMap } from '../../../models/operators/plain-map.ts';

/** A map that regions of a picture are read from. Boxes are in pixels of the stage (`view.ts`). */
export interface ReadMap {
  readonly map: PlainMap;
  /** Pixels of the stage that a cell stands for. */
  readonly cell: number;
  /** Bins along each side of a region. */
  readonly group: number;
  /** Where in its square of pixels a cell is meant to be read, from the upper left corner: 0, or 0.5 for its middle. */
  readonly centre: 0 | 0.5;
  /** What each channel of a region is called. */
  readonly names: readonly string[];
}

/** The operator that reads a region: as ThunderNet's release has it, in as many bins as the map has channels for. */
export function alignOf({ cell, group }: ReadMap, take: PsRoiAlign['take']): PsRoiAlign {
  return { scale: 1 / cell, group, samples: 2, leastSide: 0.1, take, reading: 'clamped' };
}

/** A box as the operator takes it: x1, y1, x2, y2, moved so that cells that are meant by their middles are read there. */
export function operatorBox(
  { cell, centre }: Pick<ReadMap, 'cell' | 'centre'>,
  [ymin, xmin, ymax, xmax]: Box,
): readonly [number, number, number, number] {
  const off = centre * cell;
  return [xmin - off, ymin - off, xmax - off, ymax - off];
}

/** A bin of a region, of the channel that is looked at. */
export interface Bin {
  readonly row: number;
  readonly column: number;
  /** The channel of the map that it reads. */
  readonly channel: number;
  readonly samples: readonly RegionSample[];
  readonly value: number;
}

export interface Region {
  readonly bins: readonly Bin[];
  /** The mean of the bins of each channel of the region. */
  readonly votes: readonly { readonly name: string; readonly vote: number }[];
  readonly first: { readonly name: string; readonly vote: number };
}

/** A region aligned: the bins of channel `of`, and what all channels come to. */
export function regionOf(read: ReadMap, box: Box, of: number, take: PsRoiAlign['take']): Region {
  const align = alignOf(read, take);
  const { map, group } = read;
  const given = operatorBox(read, box);
  const binsOf = (index: number): Bin[] =>
    Array.from({ length: group ** 2 }, (_, at) => {
      const [row, column] = [Math.floor(at / group), at % group];
      const samples = samplesOfBin(align, map, given, [row, column, index]);
      return {
        row,
        column,
        channel: channelOfBin(group, row, column, index),
        samples,
        value: taken(align, samples),
      };
    });
  const all = read.names.map((_, index) => binsOf(index));
  const votes = read.names.map((name, index) => ({
    name,
    vote: (all[index] ?? []).reduce((sum, { value }) => sum + value, 0) / group ** 2,
  }));
  const first = votes.reduce((best, each) => (each.vote > best.vote ? each : best));
  return { bins: all[of] ?? [], votes, first };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A bin's place on the stage, in pixels. */
export function binPlace(
  { group }: Pick<ReadMap, 'group'>,
  [ymin, xmin, ymax, xmax]: Box,
  { row, column }: Pick<Bin, 'row' | 'column'>,
): Place {
  const [height, width] = [(ymax - ymin) / group, (xmax - xmin) / group];
  return { x: xmin + column * width, y: ymin + row * height, width, height };
}

/** Where the operator reads a sample, in pixels of the stage. */
export function samplePlace(
  { cell, centre }: Pick<ReadMap, 'cell' | 'centre'>,
  { y, x }: Pick<RegionSample, 'y' | 'x'>,
): { readonly x: number; readonly y: number } {
  return { x: (x + centre) * cell, y: (y + centre) * cell };
}

/** A place of the stage on a drawing of the map whose cells are squares of side 1 around the points where they are meant. */
export function onCells({ cell, centre }: Pick<ReadMap, 'cell' | 'centre'>, place: Place): Place {
  const moved = (at: number) => at / cell - centre + 0.5;
  return { x: moved(place.x), y: moved(place.y), width: place.width / cell, height: place.height / cell };
}
