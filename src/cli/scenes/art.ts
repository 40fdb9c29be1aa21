import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { decodePng, type Raster } from '../../../models/scenes/png.ts';
import { type Art, artFrom, type SpriteIndex } from '../../../models/scenes/sprites.ts';

const folder = new URL('../../../models/scenes/sprites/', import.meta.url).pathname;

let art: Promise<Art> | undefined;

/** Every committed sprite sheet (about 2 MB, a second to decode); read once a process. */
export function loadArt(): Promise<Art> {
  art ??= readArt();
  return art;
}

async function readArt(): Promise<Art> {
  if (!existsSync(join(folder, 'index.json')))
    throw new Error('The sprite sheets are missing: draw them with `npm run sprites`.');
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as SpriteIndex;
  const rasters = new Map<string, Raster>();
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.png')))
    rasters.set(file, await decodePng(readFileSync(join(folder, file)), inflateSync));
  return artFrom(index, rasters);
}

/** A PNG file of RGB bytes. */
export function encodePng(rgb: Uint8Array, width: number, height: number): Uint8Array {
  return pngOf(rgb, width, height, 2);
}

/** A PNG file whose pixels are places in a palette: one byte a pixel, colours as [red, green, blue] bytes. */
export function encodeIndexedPng(
  places: Uint8Array,
  width: number,
  height: number,
  palette: readonly (readonly [number, number, number])[],
): Uint8Array {
  return pngOf(places, width, height, 3, Buffer.from(palette.flat()));
}

function pngOf(
  pixels: Uint8Array,
  width: number,
  height: number,
  colourType: 2 | 3,
  palette?: Uint8Array,
): Uint8Array {
  const length = width * (colourType === 2 ? 3 : 1);
  const rows = Buffer.alloc(height * (length + 1));
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * length, (y + 1) * length), y * (length + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length, 0);
    out.write(type, 4, 'latin1');
    out.set(data, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
  };
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}
