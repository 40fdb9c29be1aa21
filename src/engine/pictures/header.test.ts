import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { errorSentence } from '../../words/en/refusals/error.ts';
import { readHeader } from './header.ts';
import { swapsSides, turnUpright } from './turn.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const refusal = (bytes: Uint8Array) =>
  readHeader(bytes).then(
    () => 'a picture',
    (error: Error) => errorSentence(error) ?? `no sentence: ${error.stack}`,
  );

/** Segments between a JPEG's first two bytes and the rest of it. */
function withSegments(
  jpeg: Uint8Array,
  segments: readonly (readonly [marker: number, content: Uint8Array])[],
) {
  const parts = segments.flatMap(([marker, content]) => {
    const length = content.length + 2;
    return [Uint8Array.from([0xff, marker, length >> 8, length & 255]), content];
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

describe('size and format', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('of %s', async (format) => {
    const bytes = await plain(61, 37).toFormat(format).toBuffer();
    expect(await readHeader(bytes)).toMatchObject({
      format,
      width: 61,
      height: 37,
      orientation: 1,
      edits: [],
    });
    expect(await readHeader(new Blob([new Uint8Array(bytes)]))).toMatchObject({
      format,
      width: 61,
      height: 37,
    });
  });

  test('of WebP without loss, with transparency, in motion', async () => {
    const clear = sharp({ create: { width: 61, height: 37, channels: 4, background: '#12345678' } });
    const frame = await plain(61, 37).webp().toBuffer();
    for (const bytes of [
      await plain(61, 37).webp({ lossless: true }).toBuffer(),
      await clear.webp().toBuffer(),
      await sharp([frame, await clear.webp().toBuffer()], { join: { animated: true } })
        .webp()
        .toBuffer(),
    ])
      expect(await readHeader(bytes)).toMatchObject({ format: 'webp', width: 61, height: 37 });
  });

  test('of a JPEG whose size stands behind megabytes of metadata', async () => {
    const jpeg = await plain(61, 37).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    const xmp = Buffer.concat([latin('http://ns.adobe.com/xmp/extension/\0'), new Uint8Array(65_000)]);
    const profile = Buffer.concat([latin('ICC_PROFILE\0'), new Uint8Array(65_000)]);
    const pictures = Buffer.concat([latin('MPF\0'), new Uint8Array(60_000).fill(255)]);
    const many = [
      ...Array.from({ length: 60 }, () => [0xe1, xmp] as const),
      ...Array.from({ length: 20 }, () => [0xe2, profile] as const),
      [0xe2, pictures] as const,
      [0xfe, latin('a comment')] as const,
    ];
    const found = await readHeader(withSegments(jpeg, many));
    expect(found).toMatchObject({ format: 'jpeg', width: 61, height: 37, orientation: 8 });
    expect(found.edits).toHaveLength(1);
  });

  test('of a JPEG with bytes between its segments, which decoders skip', async () => {
    const jpeg = await plain(61, 37).jpeg().toBuffer();
    const loose = [
      jpeg.subarray(0, 2),
      latin('loose'),
      Uint8Array.from([0xff, 0xff, 0xff, 0xd0]),
      jpeg.subarray(2),
    ];
    expect(await readHeader(Buffer.concat(loose))).toMatchObject({ width: 61, height: 37 });
  });

  test('of an AVIF picture that turns itself: as it is decoded', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const bytes = await plain(61, 37).withMetadata({ orientation }).avif({ effort: 0 }).toBuffer();
      const [width, height] = orientation >= 5 ? [37, 61] : [61, 37];
      expect(await readHeader(bytes), `${orientation}`).toMatchObject({
        width,
        height,
        orientation: 1,
        edits: [],
      });
    }
  });

  test('of an AVIF picture whose major brand is another', async () => {
    const bytes = await plain(61, 37).avif().toBuffer();
    bytes.write('mif1', 8, 'latin1');
    expect(await readHeader(bytes)).toMatchObject({ format: 'avif', width: 61, height: 37 });
  });
});

/** A BMP header of any form, and as many zeros as pixels. */
function bmp(length: number, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(14 + length + 4000);
  const view = new DataView(bytes.buffer);
  bytes.set(latin('BM'));
  view.setUint32(14, length, true);
  if (length === 12) {
    view.setUint16(18, width, true);
    view.setUint16(20, height, true);
  } else {
    view.setInt32(18, width, true);
    view.setInt32(22, height, true);
  }
  return bytes;
}

describe('BMP', () => {
  test.each([12, 16, 40, 52, 56, 64, 108, 124])('a header of %i bytes', async (length) => {
    expect(await readHeader(bmp(length, 61, 37))).toMatchObject({ format: 'bmp', width: 61, height: 37 });
  });

  test('rows from the top down, and sides that make no sense', async () => {
    expect(await readHeader(bmp(40, 61, -37))).toMatchObject({ width: 61, height: 37 });
    expect(await refusal(bmp(40, -61, 37))).toMatch(/which is nothing/);
    expect(await refusal(bmp(40, 30_000, 30_000))).toMatch(/900 megapixels/);
    expect(await refusal(bmp(13, 61, 37))).toMatch(/begins like a BMP picture, but is damaged/);
    expect(await refusal(bmp(200, 61, 37))).toMatch(/begins like a BMP picture, but is damaged/);
  });
});

describe('orientation', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('of %s, and the edit that takes it out', async (format) => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const bytes = await plain(61, 37).withMetadata({ orientation }).toFormat(format).toBuffer();
      const header = await readHeader(bytes);
      expect(header).toMatchObject({ width: 61, height: 37, orientation });
      let at = 0;
      const parts: Uint8Array[] = [];
      for (const { from, to, bytes: other } of header.edits) {
        parts.push(bytes.subarray(at, from), other);
        at = to;
      }
      const plainFile = Buffer.concat([...parts, bytes.subarray(at)]);
      // Another reader finds nothing left to turn, and the same pixels.
      const metadata = await sharp(plainFile).metadata();
      expect([metadata.orientation ?? 1, metadata.width, metadata.height]).toEqual([1, 61, 37]);
    }
  });

  test('that makes no sense is none', async () => {
    const jpeg = await plain(61, 37).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const at = jpeg.indexOf(Uint8Array.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])) + 9;
    const little = jpeg.indexOf(Uint8Array.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6])) + 8;
    for (const value of [0, 9, 200]) {
      const changed = Buffer.from(jpeg);
      changed[little > 7 ? little : at] = value;
      expect(await readHeader(changed)).toMatchObject({ orientation: 1, edits: [] });
    }
  });

  test('turned pixels are upright', () => {
    // Upright: 0 1 2 over 3 4 5; how each orientation stores it, by EXIF's table.
    const stored: readonly (readonly number[])[] = [
      [0, 1, 2, 3, 4, 5],
      [2, 1, 0, 5, 4, 3],
      [5, 4, 3, 2, 1, 0],
      [3, 4, 5, 0, 1, 2],
      [0, 3, 1, 4, 2, 5],
      [2, 5, 1, 4, 0, 3],
      [5, 2, 4, 1, 3, 0],
      [3, 0, 4, 1, 5, 2],
    ];
    for (const [i, values] of stored.entries()) {
      const orientation = (i + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
      const [width, height] = swapsSides(orientation) ? [2, 3] : [3, 2];
      const data = Uint8Array.from(values.flatMap((value) => [value, value + 10, value + 20]));
      const upright = turnUpright({ width, height, channels: 3, data }, orientation);
      const firsts = [0, 1, 2, 3, 4, 5].map((pixel) => upright.data[pixel * 3]);
      expect([upright.width, upright.height, firsts], `${orientation}`).toEqual([3, 2, [0, 1, 2, 3, 4, 5]]);
    }
  });

  test('every pixel of a picture larger than the squares that it is turned by comes to its place, once', () => {
    // A turn and the one that undoes it.
    for (const [there, back] of [
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
      [6, 8],
      [7, 7],
      [8, 6],
    ] as const)
      for (const channels of [3, 4] as const) {
        const [width, height] = [193, 130];
        const data = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 7919) >> 5);
        const turned = turnUpright({ width, height, channels, data }, there);
        expect(turned.data, `${there}`).not.toEqual(new Uint8ClampedArray(data));
        const again = turnUpright(turned, back);
        expect([again.width, again.height], `${there}`).toEqual([width, height]);
        expect(Buffer.compare(Buffer.from(again.data), data), `${there}`).toBe(0);
      }
  });
});

describe('what is no picture is named', () => {
  const named: [what: string, bytes: Uint8Array, sentence: RegExp][] = [
    ['nothing', new Uint8Array(), /The file is empty/],
    ['text', latin('Dear reader, this is a letter.\n'), /holds text, not a picture/],
    ['a web page', latin('<!DOCTYPE html><html><body>cat</body></html>'), /a web page/],
    ['SVG', latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG drawing/],
    ['PDF', latin('%PDF-1.7\n%\u00e2\u00e3'), /PDF document/],
    ['HEIC', latin('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'), /HEIC picture/],
    ['HEIC by another brand', latin('\0\0\0\u0018ftypmif1\0\0\0\0mif1heic'), /HEIC picture/],
    ['a film', latin('\0\0\0\u0018ftypisom\0\0\0\0isomavc1'), /a film/],
    ['TIFF', latin('II*\0\u0008\0\0\0'), /TIFF picture or a camera’s raw file/],
    ['JPEG XL', latin('\u00ff\n\0\0'), /JPEG XL/],
    ['JPEG 2000', latin('\0\0\0\u000cjP  \r\n\u0087\n'), /JPEG 2000/],
    ['an icon', latin('\0\0\u0001\0\u0001\0'), /an icon/],
    ['an archive', latin('PK\u0003\u0004'), /ZIP archive/],
    ['gzip', latin('\u001f\u008b\u0008'), /packed by gzip/],
    ['a sound', latin('RIFF\0\0\0\0WAVE'), /a sound/],
    ['noise', Uint8Array.from({ length: 500 }, (_, i) => (i * 167 + 3) & 255), /no picture that can be read/],
  ];
  test.each(named)('%s', async (_, bytes, sentence) => expect(await refusal(bytes)).toMatch(sentence));

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('%s cut in its header', async (format) => {
    const bytes = await plain(61, 37).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
    for (const length of [4, 8])
      expect(await refusal(bytes.subarray(0, length)), `${length}`).toMatch(
        /ends in the middle|holds text|no picture|damaged|a film/,
      );
  });
});

test('damaged headers give an answer or a sentence, at once', async () => {
  const formats = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
  const whole = await Promise.all(
    formats.map((format) => plain(61, 37).withMetadata({ orientation: 6 }).toFormat(format).toBuffer()),
  );
  whole.push(Buffer.from(bmp(124, 61, 37)));
  let seed = 20260801;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const began = performance.now();
  for (let i = 0; i < 3000; i++) {
    const bytes = Buffer.from(whole[i % whole.length]!);
    for (let changes = 1 + random(4); changes > 0; changes--)
      bytes[random(Math.min(bytes.length, 600))] = random(256);
    const outcome = await refusal(random(3) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes);
    expect(outcome).not.toMatch(/^no sentence/);
  }
  expect(performance.now() - began).toBeLessThan(20_000);
});
