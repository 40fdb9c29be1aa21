import { pictureError } from '../../engine/pictures/formats/picture-error.ts';

export type Compression = 'none' | 'rle4' | 'rle8' | 'rle24' | 'masks' | 'jpeg' | 'png';

/** How the pixels of a BMP file are stored: its header's numbers, of whatever form. */
export interface BmpLayout {
  readonly width: number;
  readonly height: number;
  /** Rows from the top down; from the bottom up otherwise, as is usual. */
  readonly downwards: boolean;
  /** A pixel: 1, 2, 4, 8, 16, 24 or 32. */
  readonly bits: number;
  readonly compression: Compression;
  /** Where red, green, blue and alpha lie in pixels of 16 and 32 bits; an alpha of 0 says that there is none. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** Of pixels of up to 8 bits: three bytes a colour, red first. */
  readonly palette: Uint8Array;
  /** Where the pixels begin. */
  readonly pixels: number;
}

const fileHeader = 14;
/** OS/2's first header: sides of 16 bits, colours of three bytes. */
const coreHeader = 12;
const windowsHeader = 40;

const damaged = () => pictureError({ what: 'damaged' });

/** OS/2's second header has other numbers for the same, from 3 on. */
function compressionOf(code: number, length: number): Compression {
  const windows: Readonly<Record<number, Compression>> = { 3: 'masks', 4: 'jpeg', 5: 'png', 6: 'masks' };
  const plain: Readonly<Record<number, Compression>> = { 0: 'none', 1: 'rle8', 2: 'rle4' };
  const own: Readonly<Record<number, Compression>> = isOs2(length) ? { 4: 'rle24' } : windows;
  const found = plain[code] ?? own[code];
  if (found === undefined) throw damaged();
  return found;
}

/** The second of OS/2's headers, which may be cut after any field. */
const isOs2 = (length: number) =>
  length > coreHeader && length <= 64 && ![windowsHeader, 52, 56].includes(length);

/** Reds, greens and blues of 5 bits each in 16, of 8 each in 32. */
const usualMasks = (bits: number) => (bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff]);

/** Masks behind a header of 40 bytes: three, or four where the compression says so. */
const masksBehind = (length: number, code: number) =>
  length === windowsHeader ? (code === 3 ? 3 : code === 6 ? 4 : 0) : 0;

function paletteOf(file: DataView, at: number, entryBytes: number, count: number): Uint8Array {
  const palette = new Uint8Array(count * 3);
  for (let i = 0; i < count && at + i * entryBytes + 3 <= file.byteLength; i++)
    for (let c = 0; c < 3; c++) palette[i * 3 + c] = file.getUint8(at + i * entryBytes + 2 - c);
  return palette;
}

/** The header in any of its forms. Throws `EngineError` where it makes no sense. */
export function bmpLayout(file: DataView): BmpLayout {
  const length = file.getUint32(fileHeader, true);
  const core = length === coreHeader;
  /** A field of the longer headers; 0 where the header ends before it. */
  const field = (at: number) => (at + 4 <= length ? file.getUint32(fileHeader + at, true) : 0);
  const width = core ? file.getUint16(18, true) : file.getInt32(18, true);
  const height = core ? file.getUint16(20, true) : file.getInt32(22, true);
  const bits = file.getUint16(core ? 24 : 28, true);
  const code = core ? 0 : field(16);
  const compression = compressionOf(code, length);
  const behind = masksBehind(length, code);
  const mask = (i: number) =>
    length >= (i < 3 ? 52 : 56)
      ? field(40 + 4 * i)
      : i < behind
        ? file.getUint32(fileHeader + length + 4 * i, true)
        : 0;
  const [red, green, blue] = compression === 'masks' ? [mask(0), mask(1), mask(2)] : usualMasks(bits);
  const colours = bits <= 8 ? 1 << bits : 0;
  const used = core ? 0 : field(32);
  const tableAt = fileHeader + length + 4 * behind;
  const entries = Math.min(used || colours, colours);
  const offset = file.getUint32(10, true);
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits) && compression !== 'jpeg' && compression !== 'png')
    throw damaged();
  return {
    width,
    height: Math.abs(height),
    downwards: height < 0,
    bits,
    compression,
    masks: [red ?? 0, green ?? 0, blue ?? 0, isOs2(length) ? 0 : mask(3)],
    palette: paletteOf(file, tableAt, core ? 3 : 4, entries),
    pixels: offset === 0 ? tableAt + entries * (core ? 3 : 4) : offset,
  };
}
