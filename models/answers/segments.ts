import type { Pair, Shape } from '../graph/shape.ts';
import { sourcePlace } from '../operators/kinds/resize-bilinear.ts';

/** Logits of a coarse map, [h, w, classes], row by row, channels last. */
export interface ClassMap {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** What each pixel is taken for. */
export interface Segments {
  readonly height: number;
  readonly width: number;
  /** The class of the largest logit, row by row; the lower class on a tie. */
  readonly classes: Uint8Array;
  /** Its probability, softmax over all classes, 0 to 1. */
  readonly certainty: Float32Array;
}

/** Which two cells a pixel reads along an axis, and how much of the second one. */
interface Reading {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly part: Float64Array;
}

/**
 * Bilinear reading of cells at pixels, cells and pixels meeting at their edges (half-pixel centres, clamped at the edge).
 * @param share part of the cells that the pixels lie on, from the first one on
 */
function reading(cells: number, pixels: number, share: number): Reading {
  const first = new Int32Array(pixels);
  const second = new Int32Array(pixels);
  const part = new Float64Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const at = Math.min(cells - 1, sourcePlace('halfPixel', i, cells * share, pixels));
    const cell = Math.floor(at);
    first[i] = cell;
    second[i] = Math.min(cells - 1, cell + 1);
    part[i] = at - cell;
  }
  return { first, second, part };
}

/**
 * The class of every pixel: the map's logits are enlarged to `size` bilinearly, cells and pixels meeting at their edges, and the
 * largest wins.
 * @param size height and width in pixels
 * @param share part of the map that the picture covers, from the top left, along each side: less than 1 where it was padded
 */
export function segmentsOf(
  { shape: [rows, columns, classes], data }: ClassMap,
  [height, width]: Pair,
  share: Pair = [1, 1],
): Segments {
  const [down, across] = [reading(rows, height, share[0]), reading(columns, width, share[1])];
  const found = new Uint8Array(height * width);
  const certainty = new Float32Array(height * width);
  // A row of cells is mixed once, then read by all pixels of a row.
  const mixed = new Float64Array(columns * classes);
  const logits = new Float64Array(classes);
  for (let y = 0; y < height; y++) {
    const [above, below, part] = [down.first[y]!, down.second[y]!, down.part[y]!];
    const [a, b] = [above * columns * classes, below * columns * classes];
    for (let i = 0; i < mixed.length; i++) mixed[i] = data[a + i]! * (1 - part) + data[b + i]! * part;
    for (let x = 0; x < width; x++) {
      const [left, right, rest] = [across.first[x]! * classes, across.second[x]! * classes, across.part[x]!];
      let best = 0;
      for (let c = 0; c < classes; c++) {
        logits[c] = mixed[left + c]! * (1 - rest) + mixed[right + c]! * rest;
        if (logits[c]! > logits[best]!) best = c;
      }
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += Math.exp(logits[c]! - logits[best]!);
      found[y * width + x] = best;
      certainty[y * width + x] = 1 / sum;
    }
  }
  return { height, width, classes: found, certainty };
}

/** A cell that a pixel reads, and how much of it. */
export interface ReadCell {
  readonly row: number;
  readonly column: number;
  readonly part: number;
}

/** The cells that one pixel reads, as `segmentsOf` does; their parts come to 1. */
export function cellsOf(
  [rows, columns]: readonly [rows: number, columns: number, ...rest: number[]],
  [height, width]: Pair,
  [y, x]: Pair,
  share: Pair = [1, 1],
): readonly ReadCell[] {
  const [down, across] = [reading(rows, height, share[0]), reading(columns, width, share[1])];
  const along = ({ first, second, part }: Reading, i: number) =>
    [[first[i]!, 1 - part[i]!] as const, [second[i]!, part[i]!] as const].filter(([, of]) => of > 0);
  return along(down, y).flatMap(([row, of]) =>
    along(across, x).map(([column, part]) => ({ row, column, part: of * part })),
  );
}

/** The logits of one pixel, as `segmentsOf` reads them. */
export function logitsAt(map: ClassMap, size: Pair, place: Pair, share: Pair = [1, 1]): Float64Array {
  const [, columns, classes] = map.shape;
  const logits = new Float64Array(classes);
  for (const { row, column, part } of cellsOf(map.shape, size, place, share))
    for (let c = 0; c < classes; c++) logits[c]! += part * map.data[(row * columns + column) * classes + c]!;
  return logits;
}
