import { EngineError } from '../protocol/error.ts';
import type { Region, RgbPicture } from '../protocol/picture.ts';
import type { PictureFailure } from '../protocol/picture-failure.ts';
import { PictureError, type PictureHeader, readHeader } from './header.ts';
import type { Pixels } from './resample.ts';

/** Larger pictures are refused: 200 megapixels are 800 MB once decoded. */
const maxPixels = 200e6;
/** Larger ones are made smaller while they are decoded; a network looks at a few hundred pixels a side. */
const resizeAbove = 16e6;
/** No part of a file's beginning that matters lies further in (thumbnails and colour profiles come before a JPEG's size). */
const headerBytes = 1 << 20;

const background = 'white';

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
type PictureProblem = Without<PictureFailure, 'code'>;

/** A decoded picture of which any region can be read. Whoever opens it closes it. */
export interface DecodedPicture {
  /** Upright, after any reduction during decoding. */
  readonly width: number;
  readonly height: number;
  /** Height and width before any reduction, upright. */
  readonly full: readonly [height: number, width: number];
  read(region: Region): Pixels;
  close(): void;
}

function picture(failure: PictureProblem): EngineError {
  return new EngineError({ code: 'picture', ...failure });
}

/** The options that keep a huge picture small, from its header; upright sizes. */
function reduction({ width, height, orientation }: PictureHeader): ImageBitmapOptions {
  const pixels = width * height;
  if (pixels <= resizeAbove) return {};
  const factor = Math.sqrt(resizeAbove / pixels);
  const turned = orientation >= 5;
  const [uprightWidth, uprightHeight] = turned ? [height, width] : [width, height];
  return {
    resizeWidth: Math.max(1, Math.round(uprightWidth * factor)),
    resizeHeight: Math.max(1, Math.round(uprightHeight * factor)),
    resizeQuality: 'medium',
  };
}

async function headerOf(file: Blob): Promise<PictureHeader> {
  try {
    return readHeader(new Uint8Array(await file.slice(0, headerBytes).arrayBuffer()));
  } catch (error) {
    if (error instanceof PictureError) throw picture({ what: 'refused', said: error.message });
    throw picture({ what: 'unreadable' });
  }
}

async function bitmapOf(file: Blob): Promise<{ bitmap: ImageBitmap; full: readonly [number, number] }> {
  const header = await headerOf(file);
  const { width, height } = header;
  if (width < 1 || height < 1) throw picture({ what: 'empty', width, height });
  if (width * height > maxPixels) throw picture({ what: 'tooLarge', width, height, most: maxPixels });
  // What the file holds decides, not what its name made the browser believe.
  const typed = new Blob([file], { type: `image/${header.format}` });
  try {
    const smaller = reduction(header);
    const bitmap = await createImageBitmap(typed, { imageOrientation: 'from-image', ...smaller });
    const turned = header.orientation >= 5;
    const reduced = smaller.resizeWidth !== undefined;
    if (!reduced) return { bitmap, full: [bitmap.height, bitmap.width] };
    return { bitmap, full: turned ? [width, height] : [height, width] };
  } catch {
    throw picture({ what: 'damaged' });
  }
}

/** Reads regions of a bitmap, transparency over white. */
function fromBitmap(
  bitmap: ImageBitmap,
  own: boolean,
  full: readonly [number, number] = [bitmap.height, bitmap.width],
): DecodedPicture {
  const { width, height } = bitmap;
  return {
    width,
    height,
    full,
    read(region) {
      const canvas = new OffscreenCanvas(region.width, region.height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (context === null) throw picture({ what: 'noMemory' });
      context.fillStyle = background;
      context.fillRect(0, 0, region.width, region.height);
      context.drawImage(bitmap, -region.left, -region.top);
      const { data } = context.getImageData(0, 0, region.width, region.height);
      return { width: region.width, height: region.height, channels: 4, data };
    },
    close: () => {
      if (own) bitmap.close();
    },
  };
}

/** Pixels that are there already; transparency over white, in plain arithmetic. */
function fromImageData({ width, height, data }: ImageData): DecodedPicture {
  return {
    width,
    height,
    full: [height, width],
    read(region) {
      const result = new Uint8ClampedArray(region.width * region.height * 3);
      let to = 0;
      for (let y = 0; y < region.height; y++)
        for (let x = 0; x < region.width; x++) {
          const from = ((region.top + y) * width + region.left + x) * 4;
          const alpha = (data[from + 3] ?? 255) / 255;
          for (let c = 0; c < 3; c++) result[to++] = (data[from + c] ?? 0) * alpha + 255 * (1 - alpha);
        }
      return { width: region.width, height: region.height, channels: 3, data: result };
    },
    close: () => {},
  };
}

/** Opaque pixels of three bytes, such as a painted scene's. */
function fromRgb({ width, height, rgb }: RgbPicture): DecodedPicture {
  if (rgb.length !== width * height * 3 || width < 1 || height < 1)
    throw picture({ what: 'bytes', width, height, given: rgb.length });
  return {
    width,
    height,
    full: [height, width],
    read(region) {
      const result = new Uint8ClampedArray(region.width * region.height * 3);
      for (let y = 0; y < region.height; y++) {
        const from = ((region.top + y) * width + region.left) * 3;
        result.set(rgb.subarray(from, from + region.width * 3), y * region.width * 3);
      }
      return { width: region.width, height: region.height, channels: 3, data: result };
    },
    close: () => {},
  };
}

/**
 * Decodes a file, upright and over white, or wraps what is decoded already. Throws `EngineError` with the code `picture` for everything that is no picture, is damaged or is too large; the size is known before anything is decoded.
 */
export async function decode(source: Blob | ImageBitmap | ImageData | RgbPicture): Promise<DecodedPicture> {
  if (source instanceof Blob) {
    const { bitmap, full } = await bitmapOf(source);
    return fromBitmap(bitmap, true, full);
  }
  if ('rgb' in source) return fromRgb(source);
  if (source instanceof ImageBitmap) {
    if (source.width === 0 || source.height === 0) throw picture({ what: 'closed' });
    return fromBitmap(source, false);
  }
  return fromImageData(source);
}
