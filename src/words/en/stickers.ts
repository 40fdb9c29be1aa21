import { type ArtistId, artists } from '../../../models/scenes/art.ts';
import { bytes } from './quantity.ts';

/** What each set of drawings is called. */
export const setTitles: Readonly<Record<ArtistId, string>> = {
  noto: 'Noto',
  'noto-v1': 'Noto, first version',
  fxemoji: 'FxEmojis',
  twemoji: 'Twemoji',
  'fluent-emoji-flat': 'Fluent, flat',
  'fluent-emoji': 'Fluent',
  emojione: 'EmojiOne',
  openmoji: 'OpenMoji',
};

/** An artist's set as it is called, and whether the detectors ever saw it. */
export function artistTitle(id: ArtistId): string {
  const role = artists.find((each) => each.id === id)?.role;
  return role === 'training' ? setTitles[id] : `${setTitles[id]}: never seen in training`;
}

export const background = {
  meadow: 'meadow',
  paper: 'paper',
  clouds: 'clouds',
  stripes: 'stripes',
  dots: 'dots',
  pagoda: 'pagoda',
  coffee: 'coffee',
  porch: 'porch, with a real dog',
} as const;

const rows = { upper: 'upper', middle: 'middle', lower: 'lower' } as const;
const columns = { left: 'left', middle: 'middle', right: 'right' } as const;

/** Where a point lies: `upper left`, `middle`. */
export const place = (row: keyof typeof rows, column: keyof typeof columns) =>
  row === 'middle' && column === 'middle' ? 'middle' : `${rows[row]} ${columns[column]}`;

/** `size` in fractions of the table’s side, `angle` in degrees. */
export function sticker(
  name: string,
  artist: string,
  place: string,
  { size, angle, flip }: { readonly size: number; readonly angle: number; readonly flip: boolean },
): string {
  const turned = angle === 0 ? '' : `, turned ${angle > 180 ? `−${360 - angle}` : angle}°`;
  return `${name} by ${artist}, ${place}, size ${Math.round(size * 100)}\u202f%${turned}${flip ? ', flipped' : ''}`;
}

/** `taxi (a car)`: a drawing whose class is called otherwise. */
export const drawingOf = (name: string, label: string) => `${name} (${article(label)})`;

/** `a cat`, `an elephant`. */
export const article = (name: string) => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;

export const table = {
  label: (stickers: number) => `Table of ${stickers} stickers`,
  keys: 'Arrow keys move it, with Shift further; plus and minus resize, square brackets turn, F flips, Delete removes.',
};

export const hand = {
  group: 'The chosen sticker',
  none: 'Add a sticker below.',
  choose: 'Drag a sticker, or choose one.',
  fetches: (size: number) => `The first move fetches the drawings, ${bytes(size)}.`,
  smaller: 'Smaller',
  larger: 'Larger',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  flip: 'Flip',
  toFront: 'To front',
  remove: 'Remove',
};

export const tray = {
  title: 'Add a sticker',
  by: 'by',
  set: (artist: string, size: number) => `${artist} (${bytes(size)})`,
  drawings: (artist: string) => `Drawings by ${artist}`,
  add: (name: string) => `Add ${name}`,
  full: (most: number) => `${most} stickers are on the table, and no more fit: remove one first.`,
  background: 'Background, painted or a photograph',
  staysHere: 'It stays on this machine.',
  ownPicture: 'Your own picture as the background',
};
