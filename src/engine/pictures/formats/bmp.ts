import type { FileBytes } from './file-bytes.ts';
import { damaged } from './picture-error.ts';
import { type PictureHeader, upright } from './picture-header.ts';

/** OS/2's first header, the one form whose sides have 16 bits. */
const coreHeaderBytes = 12;

/** The forms after it begin alike: OS/2 2 (16 to 64 bytes), Windows 3 (40, with masks 52 or 56), 4 (108) and 5 (124). Rows go down where the height is negative. */
export async function readBmp(file: FileBytes): Promise<PictureHeader> {
  const length = (await file.view(14, 4)).getUint32(0, true);
  if (length !== coreHeaderBytes && (length < 16 || length > 124)) throw damaged('bmp');
  const sides = await file.view(18, length === coreHeaderBytes ? 4 : 8);
  if (length === coreHeaderBytes)
    return { format: 'bmp', width: sides.getUint16(0, true), height: sides.getUint16(2, true), ...upright };
  const height = Math.abs(sides.getInt32(4, true));
  return { format: 'bmp', width: Math.max(0, sides.getInt32(0, true)), height, ...upright };
}
