import sharp from 'sharp';

/** What a turned picture must look like once it is upright: its quarters, row by row. */
export const quarters = ['red', 'green', 'blue', 'white'] as const;
type Colour = (typeof quarters)[number];

const bytes: Readonly<Record<Colour, readonly [number, number, number]>> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
};

/** Which quarter of the upright picture each stored one is, by EXIF's number (EXIF 2.32, table 6). */
const stored: readonly (readonly [number, number, number, number])[] = [
  [0, 1, 2, 3],
  [1, 0, 3, 2],
  [3, 2, 1, 0],
  [2, 3, 0, 1],
  [0, 2, 1, 3],
  [1, 3, 0, 2],
  [3, 1, 2, 0],
  [2, 0, 3, 1],
];
export const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const turnedFormats = ['jpeg', 'png', 'webp', 'avif', 'avif by its EXIF alone'] as const;
export type TurnedFormat = (typeof turnedFormats)[number];

/** Upright sizes; the second is above the 16 megapixels from which pictures are made smaller while they are decoded. */
export const sizes = { small: [60, 40], large: [5200, 3200] } as const;

/** AVIF pictures that were made: to write a large one takes longer than all that is asked of it. */
const made = new Map<string, Promise<Buffer>>();

/** A picture that is stored turned or mirrored and says so, by sharp. */
export async function turnedPicture(
  format: TurnedFormat,
  orientation: (typeof orientations)[number],
  size: readonly [number, number],
): Promise<Buffer> {
  if (!format.startsWith('avif')) return written(format, orientation, size);
  const name = `${orientation} ${size}`;
  const avif = made.get(name) ?? written('avif', orientation, size);
  made.set(name, avif);
  return format === 'avif' ? avif : withoutTurns(await avif);
}

async function written(
  format: TurnedFormat,
  orientation: (typeof orientations)[number],
  [width, height]: readonly [number, number],
): Promise<Buffer> {
  const swapped = orientation >= 5;
  const [across, down] = swapped ? [height, width] : [width, height];
  const raw = Buffer.alloc(across * down * 3);
  const rows = [0, 2].map((first) => {
    const row = Buffer.alloc(across * 3);
    for (let x = 0; x < across; x++) {
      const quarter = stored[orientation - 1]![first + (x < across / 2 ? 0 : 1)]!;
      row.set(bytes[quarters[quarter]!], x * 3);
    }
    return row;
  });
  for (let y = 0; y < down; y++) rows[y < down / 2 ? 0 : 1]!.copy(raw, y * across * 3);
  const picture = sharp(raw, { raw: { width: across, height: down, channels: 3 } }).withMetadata({
    orientation,
  });
  if (format === 'jpeg') return picture.jpeg().toBuffer();
  if (format === 'png') return picture.png({ compressionLevel: 1 }).toBuffer();
  if (format === 'webp') return picture.webp({ effort: 0 }).toBuffer();
  // The large ones with colours in half the resolution, as cameras write them: they are written and decoded in two thirds of the time.
  const chromaSubsampling = across * down > 1e6 ? '4:2:0' : '4:4:4';
  return picture.avif({ effort: 0, chromaSubsampling }).toBuffer();
}

/** Unties an AVIF picture from its own turns (`irot`, `imir`): EXIF alone is left, as converters write it that copy metadata. */
function withoutTurns(avif: Buffer): Buffer {
  const file = Buffer.from(avif);
  const container = file.indexOf('ipco');
  const turns: number[] = [];
  for (let at = container + 4, index = 1; at < container - 4 + file.readUInt32BE(container - 4); index++) {
    if (['irot', 'imir'].includes(file.toString('latin1', at + 4, at + 8))) turns.push(index);
    at += file.readUInt32BE(at);
  }
  // One byte a property; 0 names none.
  const entry = file.indexOf('ipma') + 4 + 4 + 4;
  const count = file[entry + 2]!;
  for (let at = entry + 3; at < entry + 3 + count; at++) if (turns.includes(file[at]! & 127)) file[at] = 0;
  return file;
}

/** The colour in the middle of each quarter, of pixels that are `channels` bytes each. */
export function quartersOf(picture: {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}): string[] {
  const { width, height, channels, data } = picture;
  return [0, 1, 2, 3].map((quarter) => {
    const x = Math.floor(width * (quarter % 2 === 0 ? 0.25 : 0.75));
    const y = Math.floor(height * (quarter < 2 ? 0.25 : 0.75));
    const at = (y * width + x) * channels;
    const near = quarters.find((name) =>
      bytes[name].every((value, c) => Math.abs(value - data[at + c]!) < 40),
    );
    return near ?? `${data[at]}, ${data[at + 1]}, ${data[at + 2]}`;
  });
}
