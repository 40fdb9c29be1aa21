import { type ArtistId, classes } from './art.ts';
import type { Raster } from './png.ts';

/** `sprites/index.json`: what each sheet holds. Cells lie in rows from the top left, `columns` a row; `bytes` is
 * what a file weighs. */
export interface SpriteIndex {
  /** Transparent pixels left free around each drawing, at full size. */
  margin: number;
  sheets: { file: string; artist: ArtistId; cell: number; columns: number; bytes: number; names: string[] }[];
  /** Square crops of photographs without any of the classes, in a column. */
  photographs: { file: string; tile: number; count: number; bytes: number };
}

/** One size of a sprite: premultiplied RGBA, colours 0 to 255, alpha 0 to 1. */
export interface SpriteLevel {
  side: number;
  data: Float32Array;
}

/** A drawing with its halved sizes: level k is the cell's side divided by 2^k. */
export interface Sprite {
  artist: ArtistId;
  name: string;
  /** Index into `labels`, or −1 for a distractor. */
  label: number;
  /** Longer side of the drawing in pixels of level 0. */
  drawn: number;
  levels: SpriteLevel[];
}

/** Everything that a scene is painted with. */
export interface Art {
  sprites: Sprite[];
  photographs: Raster[];
}

/**
 * Cuts the decoded sheets into sprites. Sheets whose file is not in `rasters` are left out, so that a page may load fewer.
 * @throws Error where a sheet is smaller than the index says.
 */
export function artFrom(index: SpriteIndex, rasters: ReadonlyMap<string, Raster>): Art {
  const sprites: Sprite[] = [];
  for (const sheet of index.sheets) {
    const raster = rasters.get(sheet.file);
    if (!raster) continue;
    const rows = Math.ceil(sheet.names.length / sheet.columns);
    if (
      raster.channels !== 4 ||
      raster.width < sheet.columns * sheet.cell ||
      raster.height < rows * sheet.cell
    )
      throw new Error(`The sprite sheet ${sheet.file} does not hold the cells that its index names.`);
    sheet.names.forEach((name, i) => {
      const x = (i % sheet.columns) * sheet.cell;
      const y = Math.floor(i / sheet.columns) * sheet.cell;
      const label = classes.findIndex((c) => (c.names as readonly string[]).includes(name));
      const drawn = sheet.cell - 2 * index.margin;
      sprites.push({
        artist: sheet.artist,
        name,
        label,
        drawn,
        levels: halved(cut(raster, x, y, sheet.cell)),
      });
    });
  }
  const photographs: Raster[] = [];
  const column = rasters.get(index.photographs.file);
  const { tile, count } = index.photographs;
  if (column) {
    const bytes = tile * tile * column.channels;
    for (let i = 0; i < count; i++) {
      const data = column.data.subarray(i * bytes, (i + 1) * bytes);
      photographs.push({ width: tile, height: tile, channels: column.channels, data });
    }
  }
  return { sprites, photographs };
}

function cut(raster: Raster, left: number, top: number, side: number): SpriteLevel {
  const data = new Float32Array(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const from = ((top + y) * raster.width + left + x) * 4;
      const to = (y * side + x) * 4;
      const alpha = raster.data[from + 3]! / 255;
      for (let c = 0; c < 3; c++) data[to + c] = raster.data[from + c]! * alpha;
      data[to + 3] = alpha;
    }
  return { side, data };
}

/** The level and its halves (2×2 means) for as long as the side is even and above 8. */
function halved(first: SpriteLevel): SpriteLevel[] {
  const levels = [first];
  for (let last = first; last.side % 2 === 0 && last.side > 8; ) {
    const side = last.side / 2;
    const data = new Float32Array(side * side * 4);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        for (let c = 0; c < 4; c++) {
          const at = (2 * y * last.side + 2 * x) * 4 + c;
          const below = at + last.side * 4;
          data[(y * side + x) * 4 + c] =
            (last.data[at]! + last.data[at + 4]! + last.data[below]! + last.data[below + 4]!) / 4;
        }
    last = { side, data };
    levels.push(last);
  }
  return levels;
}
