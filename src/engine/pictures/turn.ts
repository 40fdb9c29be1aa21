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
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, from = start + y * stepY; x < width; x++, from += stepX)
      for (let c = 0; c < channels; c++) result[to++] = data[from + c] as number;
  return { width, height, channels, data: result };
}
