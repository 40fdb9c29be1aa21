import { readAvif } from './formats/avif.ts';
import { readBmp } from './formats/bmp.ts';
import { FileBytes } from './formats/file-bytes.ts';
import { readJpeg } from './formats/jpeg.ts';
import { pictureError } from './formats/picture-error.ts';
import { type PictureHeader, upright } from './formats/picture-header.ts';
import { readPng } from './formats/png.ts';
import { refuse } from './formats/refusal.ts';
import { readWebp } from './formats/webp.ts';

export type { Edit, Orientation, PictureHeader } from './formats/picture-header.ts';

/** Larger pictures are refused: 200 megapixels are 800 MB once decoded. */
const maxPixels = 200e6;

/** All brands of an ISO media file (`ftyp`), the major one first; null for any other file. */
async function brandsOf(file: FileBytes): Promise<string | null> {
  if ((await file.text(4, 4)) !== 'ftyp') return null;
  const length = (await file.view(0, 4)).getUint32(0);
  return `${await file.text(8, 4)} ${await file.text(16, Math.min(Math.max(0, length - 16), 256))}`;
}

async function anyHeader(file: FileBytes): Promise<PictureHeader> {
  const start = await file.text(0, 12);
  if (start.startsWith('\u00ff\u00d8')) return readJpeg(file);
  if (start.startsWith('\u0089PNG')) return readPng(file);
  if (start.startsWith('GIF8')) {
    const screen = await file.view(6, 4);
    return { format: 'gif', width: screen.getUint16(0, true), height: screen.getUint16(2, true), ...upright };
  }
  if (/^RIFF.{4}WEBP/s.test(start)) return readWebp(file);
  if (start.startsWith('BM')) return readBmp(file);
  const brands = await brandsOf(file);
  if (brands !== null && /avi[fs]/.test(brands)) return readAvif(file);
  return refuse(file, brands);
}

/**
 * Reads a picture's format, size and orientation from a file, before anything is decoded. Throws `EngineError` for
 * whatever is not a JPEG, PNG, WebP, AVIF, GIF or BMP picture, and for one that is too large.
 */
export async function readHeader(source: Blob | Uint8Array): Promise<PictureHeader> {
  const file = FileBytes.of(source);
  if (file.size === 0) throw pictureError({ what: 'noBytes' });
  const header = await anyHeader(file);
  const { width, height } = header;
  if (width < 1 || height < 1) throw pictureError({ what: 'empty', width, height });
  if (width * height > maxPixels) throw pictureError({ what: 'tooLarge', width, height, most: maxPixels });
  return header;
}
