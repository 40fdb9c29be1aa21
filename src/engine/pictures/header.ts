/** What the first bytes of a picture file say. */
export interface PictureHeader {
  readonly format: 'jpeg' | 'png' | 'gif' | 'webp' | 'bmp';
  /** As stored, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** EXIF: 1 upright, 2–8 flipped or turned; 5–8 swap width and height. */
  readonly orientation: number;
}

/** Why a file is no picture that can be shown, as a sentence for the reader. */
export class PictureError extends Error {
  override name = 'PictureError';
}

const text = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const cutShort = () => new PictureError('The file ends in the middle of the picture; copy or save it again.');

function view(bytes: Uint8Array, at: number, length: number): DataView {
  if (at + length > bytes.byteLength) throw cutShort();
  return new DataView(bytes.buffer, bytes.byteOffset + at, length);
}

/** EXIF's orientation (tag 0x0112) in a TIFF block; 1 where there is none or it makes no sense. */
function exifOrientation(bytes: Uint8Array): number {
  const byteOrder = text(bytes, 0, 2);
  if ((byteOrder !== 'II' && byteOrder !== 'MM') || bytes.byteLength < 8) return 1;
  const little = byteOrder === 'II';
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = data.getUint32(4, little);
  if (directory + 2 > data.byteLength) return 1;
  const entries = data.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > data.byteLength) return 1;
    if (data.getUint16(at, little) !== 0x0112) continue;
    const value = data.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** Frame headers that carry the size: SOF0–SOF15 without the tables DHT, JPG and DAC among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpeg(bytes: Uint8Array): PictureHeader {
  let orientation = 1;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (view(bytes, at, 2).getUint8(0) !== 0xff)
      throw new PictureError('The file begins like a JPEG picture, but is damaged.');
    const marker = bytes[at + 1] ?? 0;
    const length = view(bytes, at + 2, 2).getUint16(0);
    if (length < 2) throw new PictureError('The file begins like a JPEG picture, but is damaged.');
    if (isFrame(marker)) {
      const frame = view(bytes, at + 4, 5);
      return { format: 'jpeg', height: frame.getUint16(1), width: frame.getUint16(3), orientation };
    }
    if (marker === 0xe1 && text(bytes, at + 4, 6) === 'Exif\0\0')
      orientation = exifOrientation(bytes.subarray(at + 10, at + 2 + length));
    if (marker === 0xda || marker === 0xd9) throw cutShort();
    at += 2 + length;
  }
}

function webp(bytes: Uint8Array): PictureHeader {
  const kind = text(bytes, 12, 4);
  if (kind === 'VP8 ') {
    const frame = view(bytes, 26, 4);
    const size = { width: frame.getUint16(0, true) & 0x3fff, height: frame.getUint16(2, true) & 0x3fff };
    return { format: 'webp', ...size, orientation: 1 };
  }
  if (kind === 'VP8L') {
    const bits = view(bytes, 21, 4).getUint32(0, true);
    return {
      format: 'webp',
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      orientation: 1,
    };
  }
  if (kind !== 'VP8X') throw new PictureError('The file begins like a WebP picture, but is damaged.');
  const data = view(bytes, 24, 6);
  const side = (offset: number) => data.getUint16(offset, true) + data.getUint8(offset + 2) * 65536 + 1;
  return { format: 'webp', width: side(0), height: side(3), orientation: webpOrientation(bytes) };
}

function webpOrientation(bytes: Uint8Array): number {
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const length = view(bytes, at + 4, 4).getUint32(0, true);
    if (text(bytes, at, 4) === 'EXIF') {
      const block = bytes.subarray(at + 8, at + 8 + length);
      return exifOrientation(text(block, 0, 4) === 'Exif' ? block.subarray(6) : block);
    }
    at += 8 + length + (length & 1);
  }
  return 1;
}

function pngOrientation(bytes: Uint8Array): number {
  for (let at = 8; at + 8 <= bytes.byteLength; ) {
    const length = view(bytes, at, 4).getUint32(0);
    if (text(bytes, at + 4, 4) === 'eXIf') return exifOrientation(bytes.subarray(at + 8, at + 8 + length));
    if (text(bytes, at + 4, 4) === 'IDAT') return 1;
    at += 12 + length;
  }
  return 1;
}

function size(
  format: PictureHeader['format'],
  width: number,
  height: number,
  orientation = 1,
): PictureHeader {
  return { format, width, height, orientation };
}

/** Formats that this site knows by name, but cannot be sure to show. */
function refuse(bytes: Uint8Array): never {
  const brand = text(bytes, 4, 4) === 'ftyp' ? text(bytes, 8, 4) : '';
  if (/^(hei|hev|mif|msf)/.test(brand))
    throw new PictureError(
      'This is a HEIC picture, a format that browsers do not read. Save it as JPEG or PNG first (a phone can also be set to “most compatible”).',
    );
  if (brand === 'avif' || brand === 'avis')
    throw new PictureError(
      'This is an AVIF picture, whose size cannot be checked here. Save it as JPEG, PNG or WebP first.',
    );
  const start = text(bytes, 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (start.startsWith('<') && /<svg[\s>]/i.test(start))
    throw new PictureError(
      'This is an SVG drawing, which has no pixels of its own. Save it as PNG first, in the size that you want.',
    );
  if (text(bytes, 0, 4) === 'II*\0' || text(bytes, 0, 4) === 'MM\0*')
    throw new PictureError(
      'This is a TIFF picture, a format that browsers do not read. Save it as JPEG or PNG first.',
    );
  const printable = bytes
    .subarray(0, 512)
    .every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
  throw new PictureError(
    printable
      ? 'This file holds text, not a picture, whatever its name says.'
      : 'This file is no picture that can be read here. JPEG, PNG, WebP, GIF and BMP are understood.',
  );
}

/**
 * Reads a picture's format, size and orientation from its first bytes, before anything is decoded. `bytes` need only hold
 * the beginning of the file. Throws `PictureError`, a sentence, for whatever is not a JPEG, PNG, GIF, WebP or BMP picture.
 */
export function readHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.byteLength === 0) throw new PictureError('The file is empty.');
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes);
  const start = text(bytes, 0, 4);
  if (start === '\u0089PNG') {
    const header = view(bytes, 16, 8);
    return size('png', header.getUint32(0), header.getUint32(4), pngOrientation(bytes));
  }
  if (start === 'GIF8') {
    const header = view(bytes, 6, 4);
    return size('gif', header.getUint16(0, true), header.getUint16(2, true));
  }
  if (start === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return webp(bytes);
  if (start.startsWith('BM')) {
    const header = view(bytes, 18, 8);
    return size('bmp', header.getInt32(0, true), Math.abs(header.getInt32(4, true)));
  }
  return refuse(bytes);
}
