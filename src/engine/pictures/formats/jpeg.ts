import { exifOrientation } from './exif.ts';
import type { FileBytes } from './file-bytes.ts';
import { cutShort, damaged } from './picture-error.ts';
import { type Edit, type OrientationTag, type PictureHeader, upright } from './picture-header.ts';

/** No camera or program writes so many; a file that does is made to keep readers busy. */
const mostSegments = 1 << 16;

/** Frame headers that carry the size: SOF0–SOF15 without the tables DHT, JPG and DAC among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** TEM and RST0–RST7 stand alone, without a length. */
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const startOfImage = 0xd8;
const startOfScan = 0xda;
const endOfImage = 0xd9;
const applicationOne = 0xe1;
const applicationTwo = 0xe2;
/** Cyan, magenta, yellow and black. */
const inks = 4;

/** The next marker from `at` on and where it ends. Decoders skip what stands between segments, so it is skipped here. */
async function nextMarker(file: FileBytes, from: number): Promise<{ marker: number; end: number }> {
  let before = 0;
  for (let at = from; at < file.size; ) {
    const bytes = await file.upTo(at, 4096);
    for (const [i, byte] of bytes.entries()) {
      if (before === 0xff && byte !== 0xff && byte !== 0) return { marker: byte, end: at + i + 1 };
      before = byte;
    }
    at += bytes.byteLength;
  }
  throw cutShort();
}

/**
 * Every segment up to the first scan, however far that is: thumbnails, colour profiles and XMP may take megabytes before the size.
 * The first EXIF block is the one that counts, as in decoders.
 *
 * A picture of inks loses its colour profile: browsers apply it each in a way of its own (Chromium to colours that it has mixed already),
 * and all of them mix by one rule where there is none: red is what cyan and black leave of white.
 */
export async function readJpeg(file: FileBytes): Promise<PictureHeader> {
  let frame: { width: number; height: number } | undefined;
  let components = 0;
  let tag: OrientationTag | undefined;
  const profile: Edit[] = [];
  for (let at = 2, segments = 0; ; segments++) {
    if (segments > mostSegments) throw damaged('jpeg');
    const { marker, end } = await nextMarker(file, at);
    at = end;
    if (standsAlone(marker) || marker === startOfImage) continue;
    if (marker === startOfScan || marker === endOfImage) break;
    const length = (await file.view(end, 2)).getUint16(0);
    if (length < 2) throw damaged('jpeg');
    if (isFrame(marker) && frame === undefined) {
      const values = await file.view(end + 2, 6);
      frame = { height: values.getUint16(1), width: values.getUint16(3) };
      components = values.getUint8(5);
    }
    if (marker === applicationTwo && (await file.text(end + 2, 12)) === 'ICC_PROFILE\0')
      profile.push({ from: end - 2, to: Math.min(file.size, end + length), bytes: new Uint8Array() });
    if (marker === applicationOne && (await file.text(end + 2, 5)) === 'Exif\0')
      tag ??= await exifOrientation(file, end + 8, end + length);
    at = end + length;
  }
  if (frame === undefined) throw cutShort();
  const { orientation, edits } = tag ?? upright;
  const all = components === inks ? [...edits, ...profile].sort((a, b) => a.from - b.from) : edits;
  return { format: 'jpeg', ...frame, orientation, edits: all };
}
