/** How a BMP file is to be written. */
export interface BmpForm {
  /** Bytes of the header: 12 and 64 are OS/2's, 40 to 124 Windows'. */
  readonly header: 12 | 40 | 52 | 56 | 64 | 108 | 124;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  readonly downwards?: boolean;
  /** Red, green, blue and alpha in 16 or 32 bits. */
  readonly masks?: readonly [number, number, number, number];
  readonly runs?: boolean;
}

/** RGBA pixels. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Colours that pixels of up to 8 bits choose from: an even grid, 6×6×6 for 8 bits. */
function paletteFor(bits: number): number[][] {
  if (bits === 1)
    return [
      [0, 0, 0],
      [255, 255, 255],
    ];
  if (bits === 4) return Array.from({ length: 16 }, (_, i) => [i * 17, i * 17, i * 17]);
  return Array.from({ length: 216 }, (_, i) => [
    Math.floor(i / 36) * 51,
    (Math.floor(i / 6) % 6) * 51,
    (i % 6) * 51,
  ]);
}

function indexIn(bits: number, [r = 0, g = 0, b = 0]: readonly number[]): number {
  const grey = 0.3 * r + 0.59 * g + 0.11 * b;
  if (bits === 1) return grey > 127 ? 1 : 0;
  if (bits === 4) return Math.round(grey / 17);
  return Math.round(r / 51) * 36 + Math.round(g / 51) * 6 + Math.round(b / 51);
}

function packed(mask: number, byte: number): number {
  if (mask === 0) return 0;
  const shift = 31 - Math.clz32(mask & -mask);
  return (Math.round((byte * (mask >>> shift)) / 255) << shift) >>> 0;
}

/** A row's bytes, filled up to a multiple of four. */
function rowOf({ width, rgba }: Drawn, y: number, { bits, masks }: BmpForm): Uint8Array {
  const row = new Uint8Array(Math.ceil((width * bits) / 32) * 4);
  const view = new DataView(row.buffer);
  const [red, green, blue, alpha] =
    masks ?? (bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0]);
  for (let x = 0; x < width; x++) {
    const pixel = [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
    const [r = 0, g = 0, b = 0, a = 255] = pixel;
    if (bits <= 8) {
      const at = Math.floor((x * bits) / 8);
      row[at] = (row[at] ?? 0) | (indexIn(bits, pixel) << (8 - bits - ((x * bits) % 8)));
    } else if (bits === 24) row.set([b, g, r], x * 3);
    else {
      const value = (packed(red, r) | packed(green, g) | packed(blue, b) | packed(alpha, a)) >>> 0;
      if (bits === 16) view.setUint16(x * 2, value, true);
      else view.setUint32(x * 4, value, true);
    }
  }
  return row;
}

/** A row of palette indices as runs, with a span of single pixels where there is room for one. */
function runsOf({ width, rgba }: Drawn, y: number, bits: number): number[] {
  const index = (x: number) =>
    indexIn(bits, [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]);
  const bytes: number[] = [];
  for (let x = 0; x < width; ) {
    let count = 1;
    while (count < 255 && x + count < width && index(x + count) === index(x)) count++;
    if (count === 1 && x + 4 <= width) {
      const span = [0, 1, 2, 3].map((i) => index(x + i));
      bytes.push(0, 4, ...(bits === 8 ? span : [(span[0]! << 4) | span[1]!, (span[2]! << 4) | span[3]!]));
      x += 4;
    } else {
      bytes.push(count, bits === 8 ? index(x) : (index(x) << 4) | index(x));
      x += count;
    }
  }
  return [...bytes, 0, 0];
}

/** Writes a BMP file by its description in the Windows and OS/2 manuals. */
export function bmpFile(drawn: Drawn, form: BmpForm): Uint8Array {
  const { header, bits, masks, runs = false, downwards = false } = form;
  const { width, height } = drawn;
  const rows = Array.from({ length: height }, (_, i) => (downwards ? i : height - 1 - i));
  const pixels = runs
    ? Uint8Array.from([...rows.flatMap((y) => runsOf(drawn, y, bits)), 0, 1])
    : Buffer.concat(rows.map((y) => rowOf(drawn, y, form)));
  const palette = bits <= 8 ? paletteFor(bits) : [];
  const table = Uint8Array.from(
    palette.flatMap(([r = 0, g = 0, b = 0]) => (header === 12 ? [b, g, r] : [b, g, r, 0])),
  );
  const behind = masks !== undefined && header === 40 ? 12 : 0;
  const offset = 14 + header + behind + table.length;
  const file = new Uint8Array(offset + pixels.length);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, offset, true);
  view.setUint32(14, header, true);
  if (header === 12)
    for (const [i, value] of [width, height, 1, bits].entries()) view.setUint16(18 + 2 * i, value, true);
  else {
    view.setInt32(18, width, true);
    view.setInt32(22, downwards ? -height : height, true);
    view.setUint16(26, 1, true);
    view.setUint16(28, bits, true);
    view.setUint32(30, runs ? (bits === 8 ? 1 : 2) : masks ? 3 : 0, true);
    view.setUint32(34, pixels.length, true);
    view.setUint32(46, palette.length, true);
    masks?.slice(0, header >= 56 ? 4 : header >= 52 || behind > 0 ? 3 : 0).forEach((mask, i) => {
      view.setUint32(54 + 4 * i, mask, true);
    });
    // sRGB, as its four letters.
    if (header >= 108) view.setUint32(70, 0x73524742, true);
  }
  file.set(table, 14 + header + behind);
  file.set(pixels, offset);
  return file;
}
