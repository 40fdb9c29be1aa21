import * as words from '../../words/en/stickers.ts';
import { clampSticker, spokenName, type TableSticker } from './stickers.ts';

/** A point of the table, as fractions of its side. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height of a drawing as fractions of its longer side. */
export type Extent = readonly [width: number, height: number];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A point in the sticker's own, unturned axes, measured from its centre. */
function inOwnAxes(sticker: TableSticker, point: Point): Point {
  const [cos, sin] = [Math.cos(radians(sticker.angle)), Math.sin(radians(sticker.angle))];
  const [dx, dy] = [point.x - sticker.x, point.y - sticker.y];
  return { x: dx * cos + dy * sin, y: dy * cos - dx * sin };
}

/** Index of the topmost sticker under a point, −1 where there is none. A sticker counts as the turned rectangle around its drawing. */
export function stickerAt(
  stickers: readonly TableSticker[],
  point: Point,
  extentOf: (sticker: TableSticker) => Extent,
): number {
  return stickers.findLastIndex((sticker) => {
    const own = inOwnAxes(sticker, point);
    const [width, height] = extentOf(sticker);
    return Math.abs(own.x) <= (width * sticker.size) / 2 && Math.abs(own.y) <= (height * sticker.size) / 2;
  });
}

export type Grip = 'move' | 'resize' | 'turn';

/** A sticker after its grip was dragged from one point to another. */
export function dragged(sticker: TableSticker, grip: Grip, from: Point, to: Point): TableSticker {
  if (grip === 'move')
    return clampSticker({ ...sticker, x: sticker.x + to.x - from.x, y: sticker.y + to.y - from.y });
  const arm = (point: Point) => [point.x - sticker.x, point.y - sticker.y] as const;
  const [a, b] = [arm(from), arm(to)];
  if (grip === 'resize') {
    const before = Math.hypot(...a);
    return before > 0
      ? clampSticker({ ...sticker, size: sticker.size * (Math.hypot(...b) / before) })
      : sticker;
  }
  const turned = ((Math.atan2(b[1], b[0]) - Math.atan2(a[1], a[0])) * 180) / Math.PI;
  return clampSticker({ ...sticker, angle: sticker.angle + turned });
}

/** A sticker after two fingers on it went from one pair of points to another. */
export function pinched(
  sticker: TableSticker,
  from: readonly [Point, Point],
  to: readonly [Point, Point],
): TableSticker {
  const across = ([a, b]: readonly [Point, Point]) => [b.x - a.x, b.y - a.y] as const;
  const middle = ([a, b]: readonly [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const [before, after] = [across(from), across(to)];
  const moved = dragged(sticker, 'move', middle(from), middle(to));
  const turned = ((Math.atan2(after[1], after[0]) - Math.atan2(before[1], before[0])) * 180) / Math.PI;
  const grown = Math.hypot(...before) > 0 ? Math.hypot(...after) / Math.hypot(...before) : 1;
  return clampSticker({ ...moved, size: sticker.size * grown, angle: sticker.angle + turned });
}

/** What a key does to the sticker that has the focus; undefined for keys that do nothing. Shift makes moves larger. */
export function keyed(sticker: TableSticker, key: string, shift: boolean): TableSticker | undefined {
  const step = shift ? 0.05 : 0.01;
  const changes: Readonly<Record<string, Partial<TableSticker>>> = {
    ArrowLeft: { x: sticker.x - step },
    ArrowRight: { x: sticker.x + step },
    ArrowUp: { y: sticker.y - step },
    ArrowDown: { y: sticker.y + step },
    '+': { size: sticker.size * 1.08 },
    '=': { size: sticker.size * 1.08 },
    '-': { size: sticker.size / 1.08 },
    '[': { angle: sticker.angle - 5 },
    ']': { angle: sticker.angle + 5 },
    f: { flip: !sticker.flip },
    F: { flip: !sticker.flip },
  };
  const change = Object.hasOwn(changes, key) ? changes[key] : undefined;
  return change && clampSticker({ ...sticker, ...change });
}

/** Where a point lies, in words: `upper left`, `middle`. */
export function placeInWords({ x, y }: Point): string {
  const row = y < 1 / 3 ? 'upper' : y > 2 / 3 ? 'lower' : 'middle';
  const column = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : 'middle';
  return words.place(row, column);
}

/** `cat by noto, lower middle, size 30 %`: what a screen reader says of a sticker. */
export function stickerInWords(sticker: TableSticker): string {
  return words.sticker(spokenName(sticker.name), sticker.artist, placeInWords(sticker), sticker);
}

/** Style of the frame around a sticker: its unturned rectangle in percent of the table, then turned. */
export function frameStyle(sticker: TableSticker, [width, height]: Extent): string {
  const percent = (value: number) => `${(100 * value).toFixed(3)}%`;
  const [w, h] = [width * sticker.size, height * sticker.size];
  return `left:${percent(sticker.x - w / 2)};top:${percent(sticker.y - h / 2)};width:${percent(w)};height:${percent(h)};transform:rotate(${sticker.angle}deg)`;
}

/** Where the handles of a sticker are: its turned lower right corner, and a little above its upper edge; never off the table. */
export function gripPlaces(
  sticker: TableSticker,
  [width, height]: Extent,
): Readonly<Record<'resize' | 'turn', Point>> {
  const [cos, sin] = [Math.cos(radians(sticker.angle)), Math.sin(radians(sticker.angle))];
  const [w, h] = [(width * sticker.size) / 2, (height * sticker.size) / 2];
  const inside = (value: number) => Math.min(0.965, Math.max(0.035, value));
  const place = (x: number, y: number): Point => ({
    x: inside(sticker.x + x * cos - y * sin),
    y: inside(sticker.y + x * sin + y * cos),
  });
  return { resize: place(w, h), turn: place(0, -h - 0.06) };
}

/** The place of a grid over the table that is furthest from every sticker's edge: where a new one goes. */
export function freePlace(stickers: readonly TableSticker[]): Point {
  let best: Point = { x: 0.5, y: 0.5 };
  let most = Number.NEGATIVE_INFINITY;
  for (const y of [0.2, 0.35, 0.5, 0.65, 0.8])
    for (const x of [0.2, 0.35, 0.5, 0.65, 0.8]) {
      const room = Math.min(1, ...stickers.map((each) => Math.hypot(each.x - x, each.y - y) - each.size / 2));
      if (room > most) [best, most] = [{ x, y }, room];
    }
  return best;
}
