import { EngineError } from '../protocol/error.ts';
import type { Region, RgbPicture } from '../protocol/picture.ts';
import { pictureError } from './formats/picture-error.ts';
import { type Edit, type Orientation, type PictureHeader, readHeader } from './header.ts';
import { overWhite } from './over-white.ts';
import type { Pixels } from './resample.ts';
import { storedRegion, turnUpright, uprightSize } from './turn.ts';

/** Larger ones are made smaller while they are decoded; a network looks at a few hundred pixels a side. */
const resizeAbove = 16e6;

const background = 'white';

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

/** The option that makes a picture of more than `most` pixels smaller. The longer side alone is named: the other one follows, in the proportions of what was decoded. */
function reduction({ width, height }: PictureHeader, most: number): ImageBitmapOptions {
  const pixels = width * height;
  if (pixels <= most) return {};
  const longer = Math.max(1, Math.round(Math.max(width, height) * Math.sqrt(most / pixels)));
  return {
    ...(width >= height ? { resizeWidth: longer } : { resizeHeight: longer }),
    resizeQuality: 'medium',
  };
}

/** What a file's header says. Throws `EngineError` with the code `picture` where it is not that of a picture. */
export async function headerOf(file: Blob): Promise<PictureHeader> {
  try {
    return await readHeader(file);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw pictureError({ what: 'unreadable' });
  }
}

/** The file with its edits applied; what stays is not copied. */
function edited(file: Blob, edits: readonly Edit[], type: string): Blob {
  const parts: BlobPart[] = [];
  let at = 0;
  for (const { from, to, bytes } of edits) {
    parts.push(file.slice(at, from), bytes);
    at = to;
  }
  return new Blob([...parts, file.slice(at)], { type });
}

async function decodeFile(file: Blob, most: number): Promise<DecodedPicture> {
  const header = await headerOf(file);
  const smaller = reduction(header, most);
  // What the file holds decides, not what its name made the browser believe. Browsers turn a JPEG by its EXIF, some of them a
  // PNG, none a WebP: with the orientation taken out none does, and all pictures are turned here.
  const plain = (edits: readonly Edit[]) =>
    createImageBitmap(edited(file, edits, `image/${header.format}`), smaller);
  let bitmap: ImageBitmap;
  let alpha: ImageBitmap | undefined;
  try {
    bitmap = await plain(header.edits);
    if (header.alpha !== undefined) alpha = await plain(header.alpha);
  } catch {
    throw pictureError({ what: 'damaged' });
  }
  if (alpha !== undefined && (alpha.width !== bitmap.width || alpha.height !== bitmap.height))
    throw pictureError({ what: 'damaged' });
  const reduced = 'resizeQuality' in smaller;
  const { width, height } = uprightSize(reduced ? header : bitmap, header.orientation);
  return fromBitmaps({ bitmap, alpha, orientation: header.orientation, full: [height, width], own: true });
}

/** A bitmap as it was stored, and what makes a picture of it. */
interface Stored {
  readonly bitmap: ImageBitmap;
  /** Its transparency, as grey, where that is a picture of its own. */
  readonly alpha?: ImageBitmap | undefined;
  readonly orientation: Orientation;
  readonly full: readonly [height: number, width: number];
  /** Whether it is closed with the picture. */
  readonly own: boolean;
}

/** A region's bytes, four a pixel, over white. */
function bytesOf(bitmap: ImageBitmap, { left, top, width, height }: Region): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw pictureError({ what: 'noMemory' });
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, -left, -top);
  return context.getImageData(0, 0, width, height).data;
}

/** Reads regions of bitmaps, transparency over white, turned until they are upright. */
function fromBitmaps({ bitmap, alpha, orientation, full, own }: Stored): DecodedPicture {
  return {
    ...uprightSize(bitmap, orientation),
    full,
    read(wanted) {
      const region = storedRegion(wanted, bitmap, orientation);
      const { width, height } = region;
      const data = bytesOf(bitmap, region);
      if (alpha === undefined) return turnUpright({ width, height, channels: 4, data }, orientation);
      const grey = bytesOf(alpha, region);
      const rgb = overWhite(data, (pixel) => grey[pixel * 4] as number);
      return turnUpright({ width, height, channels: 3, data: rgb }, orientation);
    },
    close: () => {
      if (own) bitmap.close();
      alpha?.close();
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
    throw pictureError({ what: 'bytes', width, height, given: rgb.length });
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
 * Decodes a file, upright and over white, or wraps what is decoded already. Throws `EngineError` with the code `picture` for everything
 * that is no picture, is damaged or is too large; the size is known before anything is decoded.
 *
 * @param most pixels; a file with more is made smaller while it is decoded
 */
export async function decode(
  source: Blob | ImageBitmap | ImageData | RgbPicture,
  most = resizeAbove,
): Promise<DecodedPicture> {
  if (source instanceof Blob) return decodeFile(source, most);
  if ('rgb' in source) return fromRgb(source);
  if (source instanceof ImageBitmap) {
    if (source.width === 0 || source.height === 0) throw pictureError({ what: 'closed' });
    const full = [source.height, source.width] as const;
    return fromBitmaps({ bitmap: source, orientation: 1, full, own: false });
  }
  return fromImageData(source);
}
