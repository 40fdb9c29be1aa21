import type { Pair, Shape, Window } from '../graph/shape.ts';

/** A map as float64, row by row, channels last. */
export interface PlainMap {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** A map of which each value is computed by itself. */
export function makeMap(shape: Shape, at: (y: number, x: number, c: number) => number): PlainMap {
  const [height, width, channels] = shape;
  const data = new Float64Array(height * width * channels);
  let i = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) data[i++] = at(y, x, c);
  return { shape, data };
}

/** The value at a cell, or `outside` beyond the edge. */
export function readMap({ shape, data }: PlainMap, y: number, x: number, c: number, outside = 0): number {
  const [height, width, channels] = shape;
  if (y < 0 || x < 0 || y >= height || x >= width) return outside;
  return data[(y * width + x) * channels + c] as number;
}

/** Calls `visit` for each cell of the window behind an output cell, those in the padding too; `tap` counts them row by row. */
export function eachCell(
  window: Window & { readonly dilation?: Pair },
  y: number,
  x: number,
  visit: (y: number, x: number, tap: number) => void,
): void {
  const { kernelSize, stride, padding, dilation = [1, 1] } = window;
  for (let i = 0; i < kernelSize[0]; i++)
    for (let j = 0; j < kernelSize[1]; j++)
      visit(
        y * stride[0] - padding.top + i * dilation[0],
        x * stride[1] - padding.left + j * dilation[1],
        i * kernelSize[1] + j,
      );
}
