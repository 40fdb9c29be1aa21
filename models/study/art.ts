import type { ArtistId } from '../scenes/art.ts';
import type { Raster } from '../scenes/png.ts';
import { type Art, artFrom, type Sprite } from '../scenes/sprites.ts';
import { kinds } from './kinds.ts';
import type { StudyArt } from './picture.ts';

/** `sprites/index.json`: the kinds that each artist's sheet `ARTIST.png` holds, in rows from the top left. */
export interface StudySheets {
  /** Transparent pixels around each drawing, and the side of a cell. */
  readonly margin: number;
  readonly cell: number;
  readonly columns: number;
  readonly sheets: { readonly artist: ArtistId; readonly bytes: number; readonly names: readonly string[] }[];
}

/** What the study's pictures are painted with, and what `paint` finds it in. */
export interface LoadedStudyArt {
  readonly study: StudyArt;
  /** The drawings that a picture names, and the photographs; no others, since each is looked for. */
  readonly artOf: (stickers: readonly { readonly artist: ArtistId; readonly name: string }[]) => Art;
}

/**
 * Cuts the study's sheets; other things and photographs are those of the scenes.
 * @param rasters the decoded sheets by artist; artists whose sheet is not among them are left out
 * @throws Error where a sheet is smaller than the index says
 */
export function studyArtFrom(
  { margin, cell, columns, sheets }: StudySheets,
  rasters: ReadonlyMap<ArtistId, Raster>,
  scenes: Art,
): LoadedStudyArt {
  const files = new Map<string, Raster>(rasters);
  const index = {
    margin,
    sheets: sheets.map(({ artist, bytes, names }) => ({
      ...{ file: artist, artist, cell, columns, bytes },
      names: [...names],
    })),
    photographs: { file: '', tile: 0, count: 0, bytes: 0 },
  };
  const { sprites } = artFrom(index, files);
  const named = new Set<string>(kinds);
  const things = scenes.sprites.filter(({ label, name }) => label < 0 && !named.has(name));
  const keyOf = (sprite: { readonly artist: ArtistId; readonly name: string }) =>
    `${sprite.artist} ${sprite.name}`;
  const byKey = new Map<string, Sprite>([...things, ...sprites].map((each) => [keyOf(each), each] as const));
  return {
    study: {
      kinds: kinds.map((kind) => sprites.filter(({ name }) => name === kind)),
      things,
      photographs: scenes.photographs.length,
    },
    artOf: (stickers) => ({
      sprites: stickers.flatMap((sticker) => byKey.get(keyOf(sticker)) ?? []),
      photographs: scenes.photographs,
    }),
  };
}
