import file from './drawings.json' with { type: 'json' };
import type { Drawings } from './drawn.ts';
import type { TableSticker } from './stickers.ts';

/** All drawings that come with the site. */
export const drawings = file as unknown as Drawings;

/** Width and height of a sticker's drawing as fractions of its longer side. */
export function extentOf({ artist, name }: TableSticker): readonly [width: number, height: number] {
  return drawings[artist]?.[name] ?? [1, 1];
}
