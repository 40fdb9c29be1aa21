import type { ArtistId } from '../../../models/scenes/art.ts';
import index from '../../../models/scenes/sprites/index.json' with { type: 'json' };

/** Bytes of the sheets that `loadArt` fetches: those whose file name is wanted. */
export function artBytes(wanted: (file: string) => boolean): number {
  return [...index.sheets, index.photographs]
    .filter(({ file }) => wanted(file))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes of each artist's drawings of the classes. */
export function classSheetBytes(): Readonly<Record<ArtistId, number>> {
  const sheets = index.sheets.filter(({ file }) => file.endsWith('.classes.png'));
  return Object.fromEntries(sheets.map(({ artist, bytes }) => [artist, bytes])) as Record<ArtistId, number>;
}
