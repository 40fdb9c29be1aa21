import { type Path, type PathMap, paths, pictureSide } from '../../../models/facts/two-paths.ts';

/** A map as it is drawn: a square as large against the picture as the map has cells, and a side as thick as it has channels. */
export interface DrawnMap extends PathMap {
  /** From 1, over all paths. */
  readonly step: number;
  /** Of the picture's side. */
  readonly share: number;
  /** Of the thickest map. */
  readonly thickness: number;
  /** A single row of numbers, the mean of a map and what is made of it. */
  readonly single: boolean;
}

export function drawnMaps(maps: readonly PathMap[]): readonly DrawnMap[] {
  const most = Math.max(...maps.map(({ channels }) => channels));
  return maps.map((map, at) => ({
    ...map,
    step: at + 1,
    share: map.height / pictureSide,
    thickness: map.channels / most,
    single: map.height === 1,
  }));
}

/** Each path with its maps, in order. */
export function byPath(
  maps: readonly DrawnMap[],
): readonly { readonly path: Path; readonly maps: readonly DrawnMap[] }[] {
  return paths.map((path) => ({ path, maps: maps.filter((map) => map.path === path) }));
}

/** What the middle cell of a map sees, in shares of the picture's side, cut to the picture. */
export function seenSquare({ sees }: Pick<PathMap, 'sees'>): {
  readonly start: number;
  readonly side: number;
} {
  const side = Math.min(1, sees[0] / pictureSide);
  return { start: (1 - side) / 2, side };
}
