import { type ArtistId, artists, classes, labels } from '../../../models/scenes/art.ts';
import { drawingOf } from '../../words/en/stickers.ts';

/** A sticker on the table. Places and lengths are fractions of the table's side. */
export interface TableSticker {
  readonly artist: ArtistId;
  /** The drawing's own name: `police-car`. */
  readonly name: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  /** Longer side of the drawing before it is turned. */
  readonly size: number;
  /** Whole degrees, clockwise, 0 to 359. */
  readonly angle: number;
  readonly flip: boolean;
}

/** More would hide each other, and make the address long. */
export const mostStickers = 12;
export const smallestSize = 0.05;
export const largestSize = 1.2;

/** Every drawing that a detector is to find, in the order of the classes; its place here stands for it in an address. */
export const drawingNames: readonly string[] = classes.flatMap(({ names }) => [...names]);

/** Index of the class that a drawing belongs to. */
export function labelOf(name: string): number {
  return classes.findIndex(({ names }) => (names as readonly string[]).includes(name));
}

/** `police car`; with the class where the name does not say it: `taxi (a car)`. */
export function spokenName(name: string): string {
  const words = name.replaceAll('-', ' ');
  const label = labels[labelOf(name)] ?? words;
  if (words.split(' ').includes(label)) return words;
  return drawingOf(words, label);
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));
const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

/** The nearest sticker that the table can show: its centre on the table, thousandths of the side, whole degrees. */
export function clampSticker(sticker: TableSticker): TableSticker {
  const number = (value: number, min: number, max: number) =>
    thousandths(clamp(Number.isFinite(value) ? value : (min + max) / 2, min, max));
  const degrees = Number.isFinite(sticker.angle) ? Math.round(sticker.angle) : 0;
  return {
    ...sticker,
    x: number(sticker.x, 0, 1),
    y: number(sticker.y, 0, 1),
    size: number(sticker.size, smallestSize, largestSize),
    angle: ((degrees % 360) + 360) % 360,
  };
}

const digitsOf = (value: number, count: number): string =>
  Math.round(value).toString(36).padStart(count, '0');

/**
 * The table in one word of digits to base 36, eleven a sticker: artist, drawing, two each of x, y, size (thousandths) and angle
 * (degrees), flip. Later stickers lie on earlier ones. An empty table is `none`.
 */
export function encodeStickers(stickers: readonly TableSticker[]): string {
  if (stickers.length === 0) return 'none';
  return stickers
    .slice(0, mostStickers)
    .map(clampSticker)
    .map(
      ({ artist, name, x, y, size, angle, flip }) =>
        digitsOf(
          artists.findIndex(({ id }) => id === artist),
          1,
        ) +
        digitsOf(drawingNames.indexOf(name), 1) +
        [x * 1000, y * 1000, size * 1000, angle].map((value) => digitsOf(value, 2)).join('') +
        (flip ? '1' : '0'),
    )
    .join('');
}

const stickerDigits = 11;

/**
 * Reads what `encodeStickers` writes.
 * @param exists whether an artist made a drawing of that name
 * @returns undefined where the text is no table; `clamped` where a value lay outside its range.
 */
export function decodeStickers(
  text: string,
  exists: (artist: ArtistId, name: string) => boolean,
): { readonly stickers: readonly TableSticker[]; readonly clamped: boolean } | undefined {
  if (text === 'none') return { stickers: [], clamped: false };
  if (!/^[0-9a-z]+$/.test(text) || text.length % stickerDigits !== 0) return undefined;
  if (text.length > mostStickers * stickerDigits) return undefined;
  const stickers: TableSticker[] = [];
  let clamped = false;
  for (let at = 0; at < text.length; at += stickerDigits) {
    const digits = (from: number, count: number) =>
      Number.parseInt(text.slice(at + from, at + from + count), 36);
    const artist = artists[digits(0, 1)]?.id;
    const name = drawingNames[digits(1, 1)];
    const flip = text[at + 10];
    if (artist === undefined || name === undefined || !exists(artist, name)) return undefined;
    if (flip !== '0' && flip !== '1') return undefined;
    const read: TableSticker = {
      artist,
      name,
      x: digits(2, 2) / 1000,
      y: digits(4, 2) / 1000,
      size: digits(6, 2) / 1000,
      angle: digits(8, 2),
      flip: flip === '1',
    };
    const sticker = clampSticker(read);
    clamped ||= (['x', 'y', 'size', 'angle'] as const).some((key) => sticker[key] !== read[key]);
    stickers.push(sticker);
  }
  return { stickers, clamped };
}

const noto = (name: string, x: number, y: number, size: number, angle = 0, flip = false): TableSticker => ({
  artist: 'noto',
  name,
  x,
  y,
  size,
  angle,
  flip,
});

/** What lies on the table when a page is opened: large, middling and small, so that several levels have work. */
export const firstStickers: readonly TableSticker[] = [
  noto('bus', 0.69, 0.28, 0.46, 356),
  noto('elephant', 0.25, 0.35, 0.36, 0, true),
  noto('bicycle', 0.3, 0.78, 0.34, 4),
  noto('cat', 0.62, 0.72, 0.3),
  noto('umbrella', 0.88, 0.62, 0.2, 12),
  noto('duck', 0.84, 0.89, 0.13),
];
