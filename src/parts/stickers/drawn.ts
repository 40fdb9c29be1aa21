import type { ArtistId } from '../../../models/scenes/art.ts';
import type { TableSticker } from './stickers.ts';

/** Which drawings an artist made, with their width and height as fractions of the longer side. */
export type Drawings = Readonly<
  Partial<Record<ArtistId, Readonly<Record<string, readonly [width: number, height: number]>>>>
>;

/** Those stickers that somebody drew. */
export function drawnAmong(stickers: readonly TableSticker[], among: Drawings): readonly TableSticker[] {
  return stickers.filter(({ artist, name }) => among[artist]?.[name] !== undefined);
}
