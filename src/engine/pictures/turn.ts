import type { Region } from '../protocol/picture.ts';
import type { Orientation } from './formats/picture-header.ts';
import type { Pixels } from './resample.ts';

/** Whether the orientation swaps width and height. */
export const swapsSides = (orientation: Orientation): boolean => orientation >= 5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a stored picture once it is upright. */
export function uprightSize({ width, height }: Size, orientation: Orientation): Size {
  return swapsSides(orientation) ? { width: height, height: width } : { width, height };
}

/** Which stored edge upright x and y count from, and whether x runs along stored rows (EXIF 2.32, table 6). */
const ways: Readonly<Record<Orientation, readonly [fromRight: boolean, fromBottom: boolean]>> = {
  1: [false, false],
  2: [true, false],
  3: [true, true],
  4: [false, true],
  5: [false, false],
  6: [false, true],
  7: [true, true],
  8: [true, false],
};

/** The part of a stored picture that is `region` of the upright one. */
export function storedRegion(region: Region, stored: Size, orientation: Orientation): Region {
  const { left, top, width, height } = region;
  const along = swapsSides(orientation)
    ? { left: top, top: left, width: height, height: width }
    : { left, top, width, height };
  const [fromRight, fromBottom] = ways[orientation];
  return {
    ...along,
    left: fromRight ? stored.width - along.left - along.width : along.left,
    top: fromBottom ? stored.height - along.top - along.height : along.top,
  };
}

/** Side of the squares that a picture is turned by: the rows of one, read across or down, stay in the processor's cache. */
const tile = 64;

/** Stored pixels, turned and mirrored until they are upright. */
export function turnUpright(pixels: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return pixels;
  const { channels, data } = pixels;
  const { width, height } = uprightSize(pixels, orientation);
  const [fromRight, fromBottom] = ways[orientation];
  const row = pixels.width * channels;
  const alongX = fromRight ? -channels : channels;
  const alongY = fromBottom ? -row : row;
  const start =
    (fromRight ? (pixels.width - 1) * channels : 0) + (fromBottom ? (pixels.height - 1) * row : 0);
  const [stepX, stepY] = swapsSides(orientation) ? [alongY, alongX] : [alongX, alongY];
  const result = new Uint8ClampedArray(data.length);
  // One kind of array to read and one to write, whatever came: either kind at one place costs twice the time.
  const source = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const target = new Uint8Array(result.buffer);
  for (let top = 0; top < height; top += tile)
    for (let left = 0; left < width; left += tile) {
      const [bottom, right] = [Math.min(top + tile, height), Math.min(left + tile, width)];
      for (let y = top; y < bottom; y++) {
        let from = start + y * stepY + left * stepX;
        let to = (y * width + left) * channels;
        for (let x = left; x < right; x++, from += stepX, to += channels) {
          target[to] = source[from] as number;
          target[to + 1] = source[from + 1] as number;
          target[to + 2] = source[from + 2] as number;
          if (channels === 4) target[to + 3] = source[from + 3] as number;
        }
      }
    }
  return { width, height, channels, data: result };
}
