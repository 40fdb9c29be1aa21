import { prefixedExifOrientation } from './exif.ts';
import type { FileBytes } from './file-bytes.ts';
import { damaged } from './picture-error.ts';
import { type OrientationTag, type PictureHeader, upright } from './picture-header.ts';

/** A frame of an animation is a chunk. */
const mostChunks = 1 << 16;

async function orientationOf(file: FileBytes): Promise<OrientationTag> {
  let at = 12;
  for (let chunks = 0; at + 8 <= file.size; chunks++) {
    if (chunks > mostChunks) throw damaged('webp');
    const length = (await file.view(at + 4, 4)).getUint32(0, true);
    if ((await file.text(at, 4)) === 'EXIF') return prefixedExifOrientation(file, at + 8, at + 8 + length);
    at += 8 + length + (length & 1);
  }
  return upright;
}

export async function readWebp(file: FileBytes): Promise<PictureHeader> {
  const kind = await file.text(12, 4);
  if (kind === 'VP8 ') {
    const frame = await file.view(26, 4);
    const size = { width: frame.getUint16(0, true) & 0x3fff, height: frame.getUint16(2, true) & 0x3fff };
    return { format: 'webp', ...size, ...upright };
  }
  if (kind === 'VP8L') {
    const bits = (await file.view(21, 4)).getUint32(0, true);
    const size = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    return { format: 'webp', ...size, ...upright };
  }
  if (kind !== 'VP8X') throw damaged('webp');
  const data = await file.view(24, 6);
  const side = (offset: number) => data.getUint16(offset, true) + data.getUint8(offset + 2) * 65536 + 1;
  return { format: 'webp', width: side(0), height: side(3), ...(await orientationOf(file)) };
}
