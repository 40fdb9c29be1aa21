import { pictureError } from '../../engine/pictures/formats/picture-error.ts';
import { type BmpLayout, bmpLayout } from './bmp-layout.ts';

/** A decoded BMP file, four bytes a pixel; or the JPEG or PNG file that it is a wrapper of. */
export type DecodedBmp =
  | { readonly width: number; readonly height: number; readonly rgba: Uint8Array }
  | { readonly wrapped: Uint8Array };

const damaged = () => pictureError({ what: 'damaged' });

/** Takes the bits of a mask out of a pixel, as a byte. */
function channelOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / most);
}

/** Rows of whole pixels, each filled up to four bytes. */
function readRows(file: DataView, layout: BmpLayout, rgba: Uint8Array): void {
  const { width, height, bits, palette, pixels } = layout;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (pixels + rowBytes * (height - 1) + Math.ceil((width * bits) / 8) > file.byteLength) throw damaged();
  const [red, green, blue, alpha] = layout.masks.map(channelOf) as [
    (pixel: number) => number,
    (pixel: number) => number,
    (pixel: number) => number,
    (pixel: number) => number,
  ];
  const sides = layout.masks[3] !== 0;
  const inByte = 8 / bits;
  for (let y = 0; y < height; y++) {
    const row = pixels + rowBytes * (layout.downwards ? y : height - 1 - y);
    for (let x = 0, to = y * width * 4; x < width; x++, to += 4) {
      rgba[to + 3] = 255;
      if (bits <= 8) {
        const byte = file.getUint8(row + Math.floor(x / inByte));
        const index = (byte >> (8 - bits * ((x % inByte) + 1))) & ((1 << bits) - 1);
        for (let c = 0; c < 3; c++) rgba[to + c] = palette[index * 3 + c] ?? 0;
      } else if (bits === 24) {
        for (let c = 0; c < 3; c++) rgba[to + c] = file.getUint8(row + x * 3 + 2 - c);
      } else {
        const pixel = bits === 16 ? file.getUint16(row + x * 2, true) : file.getUint32(row + x * 4, true);
        rgba[to] = red(pixel);
        rgba[to + 1] = green(pixel);
        rgba[to + 2] = blue(pixel);
        if (sides) rgba[to + 3] = alpha(pixel);
      }
    }
  }
}

/** Runs of one colour, spans of several, and jumps; what is jumped over stays transparent. */
function readRuns(file: DataView, layout: BmpLayout, rgba: Uint8Array): void {
  const { width, height, palette, compression } = layout;
  const bytesEach = compression === 'rle24' ? 3 : 1;
  const half = compression === 'rle4';
  let at = layout.pixels;
  let x = 0;
  let y = 0;
  const put = (index: number, from: number): void => {
    if (x >= width || y >= height) return;
    const to = ((layout.downwards ? y : height - 1 - y) * width + x++) * 4;
    for (let c = 0; c < 3; c++)
      rgba[to + c] = bytesEach === 3 ? file.getUint8(from + 2 - c) : (palette[index * 3 + c] ?? 0);
    rgba[to + 3] = 255;
  };
  /** The i-th of pixels that are stored from `from` on. */
  const stored = (from: number, i: number): void => {
    const place = from + (half ? i >> 1 : i * bytesEach);
    const byte = file.getUint8(place);
    put(half ? (i % 2 === 0 ? byte >> 4 : byte & 15) : byte, place);
  };
  while (y < height) {
    const count = file.getUint8(at);
    const kind = file.getUint8(at + 1);
    if (count > 0) {
      for (let i = 0; i < count; i++) stored(at + 1, half ? i % 2 : 0);
      at += 1 + bytesEach;
    } else if (kind === 0) {
      x = 0;
      y++;
      at += 2;
    } else if (kind === 1) return;
    else if (kind === 2) {
      x += file.getUint8(at + 2);
      y += file.getUint8(at + 3);
      at += 4;
    } else {
      for (let i = 0; i < kind; i++) stored(at + 2, i);
      const span = half ? Math.ceil(kind / 2) : kind * bytesEach;
      at += 2 + span + (span & 1);
    }
  }
}

/**
 * Decodes a BMP file of Windows or OS/2, in every form that browsers show. Throws `EngineError` where it is cut
 * short or makes no sense.
 */
export function decodeBmp(bytes: Uint8Array): DecodedBmp {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const layout = bmpLayout(file);
    const { width, height, compression } = layout;
    if (compression === 'jpeg' || compression === 'png') return { wrapped: bytes.subarray(layout.pixels) };
    const rgba = new Uint8Array(width * height * 4);
    if (compression === 'none' || compression === 'masks') readRows(file, layout, rgba);
    else readRuns(file, layout, rgba);
    return { width, height, rgba };
  } catch (error) {
    // A field or a pixel that lies beyond the file's end.
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}
