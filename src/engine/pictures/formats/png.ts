import { exifOrientation } from './exif.ts';
import type { FileBytes } from './file-bytes.ts';
import { damaged } from './picture-error.ts';
import { type OrientationTag, type PictureHeader, upright } from './picture-header.ts';

/** Chunks of 8 kB, as some programs write them, make a hundred megabytes of pixels with fewer. */
const mostChunks = 1 << 16;

/** The orientation in the `eXIf` chunk, before or after the pixels; the edit takes the whole chunk out, whose checksum would not hold any more. */
async function orientationOf(file: FileBytes): Promise<OrientationTag> {
  let at = 8;
  for (let chunks = 0; at + 12 <= file.size; chunks++) {
    if (chunks > mostChunks) throw damaged('png');
    const length = (await file.view(at, 4)).getUint32(0);
    const kind = await file.text(at + 4, 4);
    if (kind === 'IEND') break;
    const end = at + 12 + length;
    if (kind === 'eXIf') {
      const { orientation } = await exifOrientation(file, at + 8, at + 8 + length);
      if (orientation === 1) return upright;
      return { orientation, edits: [{ from: at, to: Math.min(end, file.size), bytes: new Uint8Array() }] };
    }
    at = end;
  }
  return upright;
}

export async function readPng(file: FileBytes): Promise<PictureHeader> {
  const header = await file.view(12, 12);
  if (header.getUint32(0) !== 0x49484452) throw damaged('png');
  const size = { width: header.getUint32(4), height: header.getUint32(8) };
  return { format: 'png', ...size, ...(await orientationOf(file)) };
}
