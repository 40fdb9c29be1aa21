import sharp from 'sharp';
import { bmpFile } from './pictures/bmp-files.ts';

/** A picture file as a reader might drop it, and what must come of it. */
export interface OddPicture {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What the network saw, upright; or a pattern of the sentence that says why not. */
  readonly expected: { readonly width: number; readonly height: number } | RegExp;
}

const red = { r: 200, g: 30, b: 30 };

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: red } });
const clear = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { ...red, alpha: 0 } } });
const text = (value: string) => new TextEncoder().encode(value);

/** Files of every kind that the figures promise to handle, made on the spot. */
export async function oddPictures(): Promise<OddPicture[]> {
  const jpeg = await plain(60, 40).jpeg().toBuffer();
  const frames = Buffer.alloc(20 * 30 * 3, 90);
  const animated = sharp(frames, { raw: { width: 20, height: 30, channels: 3, pageHeight: 10 } });
  const red30x20 = { width: 30, height: 20, rgba: await plain(30, 20).ensureAlpha().raw().toBuffer() };
  const made: [string, string, Uint8Array | Promise<Buffer>, OddPicture['expected']][] = [
    ['JPEG', 'image/jpeg', jpeg, { width: 60, height: 40 }],
    [
      'JPEG on its side',
      'image/jpeg',
      plain(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      { width: 40, height: 60 },
    ],
    [
      'CMYK JPEG',
      'image/jpeg',
      plain(30, 20).toColourspace('cmyk').jpeg().toBuffer(),
      { width: 30, height: 20 },
    ],
    ['grey PNG', 'image/png', plain(31, 17).greyscale().png().toBuffer(), { width: 31, height: 17 }],
    ['palette PNG', 'image/png', plain(33, 18).png({ palette: true }).toBuffer(), { width: 33, height: 18 }],
    ['transparent PNG', 'image/png', clear(24, 24).png().toBuffer(), { width: 24, height: 24 }],
    ['WebP', 'image/webp', plain(41, 23).webp().toBuffer(), { width: 41, height: 23 }],
    [
      'lossless WebP with transparency',
      'image/webp',
      clear(12, 14).webp({ lossless: true }).toBuffer(),
      { width: 12, height: 14 },
    ],
    [
      'WebP on its side',
      'image/webp',
      plain(60, 40).withMetadata({ orientation: 6 }).webp().toBuffer(),
      { width: 40, height: 60 },
    ],
    ['AVIF', 'image/avif', plain(41, 23).avif({ effort: 0 }).toBuffer(), { width: 41, height: 23 }],
    [
      'JPEG with megabytes of metadata before its size',
      'image/jpeg',
      Buffer.concat([jpeg.subarray(0, 2), ...metadata(40), jpeg.subarray(2)]),
      { width: 60, height: 40 },
    ],
    ['BMP of OS/2', 'image/bmp', bmpFile(red30x20, { header: 12, bits: 24 }), { width: 30, height: 20 }],
    ['animated GIF', 'image/gif', animated.gif().toBuffer(), { width: 20, height: 10 }],
    ['one pixel', 'image/png', plain(1, 1).png().toBuffer(), { width: 1, height: 1 }],
    ['one line', 'image/png', plain(1000, 1).png().toBuffer(), { width: 1000, height: 1 }],
    ['100 megapixels', 'image/jpeg', plain(12_500, 8_000).jpeg().toBuffer(), { width: 5000, height: 3200 }],
    ['JPEG without a type', '', jpeg, { width: 60, height: 40 }],
    ['PNG called JPEG', 'image/jpeg', plain(9, 8).png().toBuffer(), { width: 9, height: 8 }],
    ['empty', 'image/jpeg', new Uint8Array(), /The file is empty/],
    ['cut in its header', 'image/jpeg', jpeg.subarray(0, 30), /ends in the middle/],
    [
      'cut in its pixels',
      'image/png',
      (await plain(60, 40).png().toBuffer()).subarray(0, 60),
      /damaged or cut short/,
    ],
    ['300 megapixels', 'image/png', hugePng(20_000, 15_000), /300 megapixels/],
    [
      'SVG',
      'image/svg+xml',
      text('<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'),
      /SVG drawing/,
    ],
    ['HEIC', 'image/heic', Uint8Array.from([0, 0, 0, 24, ...text('ftypheic'), 0, 0, 0, 0]), /HEIC/],
    [
      'AVIF cut in its header',
      'image/avif',
      Uint8Array.from([0, 0, 0, 24, ...text('ftypavif'), 0, 0, 0, 0]),
      /ends in the middle/,
    ],
    ['PDF called JPEG', 'image/jpeg', text('%PDF-1.7 '), /PDF document/],
    ['text called JPEG', 'image/jpeg', text('Dear reader, this is a letter.\n'), /holds text, not a picture/],
    [
      'noise',
      'image/png',
      Uint8Array.from({ length: 500 }, (_, i) => (i * 167 + 3) & 255),
      /no picture that can be read/,
    ],
  ];
  return Promise.all(
    made.map(async ([name, type, bytes, expected]) => ({
      name,
      type,
      bytes: new Uint8Array(await bytes),
      expected,
    })),
  );
}

/** As many of a JPEG's segments with 60 kB of XMP each. */
function metadata(count: number): Uint8Array[] {
  const segment = new Uint8Array(60_004);
  segment.set([0xff, 0xe1, 60_002 >> 8, 60_002 & 255]);
  segment.set(text('http://ns.adobe.com/xmp/extension/'), 4);
  return Array.from({ length: count }, () => segment);
}

/** The header of a PNG of this size, without the pixels, which nobody should get as far as. */
function hugePng(width: number, height: number): Uint8Array {
  const header = new Uint8Array(64);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(header.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return header;
}
