import type { FileBytes } from './file-bytes.ts';
import { type Orientation, type OrientationTag, upright } from './picture-header.ts';

const orientationTag = 0x0112;
const unsignedShort = 3;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/**
 * EXIF's orientation in the TIFF block from `from` to `to`, and the edit that sets it to 1. `upright` where there is none or it makes
 * no sense: a picture is never refused for that.
 */
export async function exifOrientation(file: FileBytes, from: number, to: number): Promise<OrientationTag> {
  const end = Math.min(to, file.size);
  const byteOrder = await file.text(from, 2);
  if ((byteOrder !== 'II' && byteOrder !== 'MM') || from + 8 > end) return upright;
  const little = byteOrder === 'II';
  const directory = from + (await file.view(from + 4, 4)).getUint32(0, little);
  if (directory + 2 > end) return upright;
  const entries = (await file.view(directory, 2)).getUint16(0, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > end) return upright;
    const entry = await file.view(at, 12);
    if (entry.getUint16(0, little) !== orientationTag) continue;
    const value = entry.getUint16(8, little);
    if (entry.getUint16(2, little) !== unsignedShort || !isOrientation(value) || value === 1) return upright;
    const bytes = Uint8Array.from(little ? [1, 0] : [0, 1]);
    return { orientation: value, edits: [{ from: at + 8, to: at + 10, bytes }] };
  }
  return upright;
}

/** The same in a block that may begin with `Exif` and two bytes, as JPEG's does. */
export async function prefixedExifOrientation(
  file: FileBytes,
  from: number,
  to: number,
): Promise<OrientationTag> {
  const prefix = (await file.text(from, 5)) === 'Exif\0' ? 6 : 0;
  return exifOrientation(file, from + prefix, to);
}
