import type { ArtistId } from '../../../models/scenes/art.ts';
import file from './drawings.json' with { type: 'json' };
import type { TableSticker } from './stickers.ts';

/** Which drawings an artist made, with their width and height as fractions of the longer side. */
export type Drawings = Readonly<
  Partial<Record<ArtistId, Readonly<Record<string, readonly [width: number, height: number]>>>>
>;

export const drawings = file as unknown as Drawings;

/** Those stickers that somebody drew. */
export function drawnAmong(stickers: readonly TableSticker[], among: Drawings): readonly TableSticker[] {
  return stickers.filter(({ artist, name }) => among[artist]?.[name] !== undefined);
}

/** Width and height of a sticker's drawing as fractions of its longer side. */
export function extentOf({ artist, name }: TableSticker): readonly [width: number, height: number] {
  return drawings[artist]?.[name] ?? [1, 1];
}
