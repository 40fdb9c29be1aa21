import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { ArtistId } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { decodePng, type Raster } from '../../../models/scenes/png.ts';
import { type Partition, seedsOf } from '../../../models/scenes/seeds.ts';
import { type LoadedStudyArt, type StudySheets, studyArtFrom } from '../../../models/study/art.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import type { Task } from '../../../models/study/kinds.ts';
import { studyPicture } from '../../../models/study/picture.ts';
import { loadArt } from '../scenes/art.ts';

const folder = new URL('../../../models/study/sprites/', import.meta.url).pathname;

let loaded: Promise<LoadedStudyArt> | undefined;

/** The committed drawings of the study; read once a process. */
export function loadStudyArt(): Promise<LoadedStudyArt> {
  loaded ??= readStudyArt();
  return loaded;
}

async function readStudyArt(): Promise<LoadedStudyArt> {
  const sheets = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as StudySheets;
  const rasters = new Map<ArtistId, Raster>();
  for (const { artist } of sheets.sheets)
    rasters.set(artist, await decodePng(readFileSync(join(folder, `${artist}.png`)), inflateSync));
  return studyArtFrom(sheets, rasters, await loadArt());
}

/** A row of pictures of the study. */
export interface PictureSet {
  readonly task: Task;
  readonly partition: Partition;
  readonly by: readonly ArtistId[];
  readonly count: number;
  readonly side: number;
  /** The first of them, counted within the partition; 0 without it. */
  readonly from?: number;
}

/** Paints pictures, or reads what was painted before from a folder. */
export async function paintedPictures(
  { task, partition, by, count, side, from = 0 }: PictureSet,
  cache?: string,
): Promise<PaintedPictures> {
  const whose = by.length === 1 ? by[0] : 'known';
  const after = from === 0 ? '' : `-from-${from}`;
  const file = cache && join(cache, `${task}-${partition}-${whose}-${side}-${count}${after}`);
  if (file && existsSync(file)) {
    const bytes = new Uint8Array(readFileSync(file));
    return { side, kinds: bytes.subarray(0, count), rgb: bytes.subarray(count) };
  }
  const { study, artOf } = await loadStudyArt();
  const bytes = new Uint8Array(count * (1 + 3 * side * side));
  const [kinds, rgb] = [bytes.subarray(0, count), bytes.subarray(count)];
  for (const [i, seed] of seedsOf(partition, from, count).entries()) {
    const { layout, kind } = studyPicture(seed, task, by, study);
    kinds[i] = kind;
    rgb.set(paint(layout, side, artOf(layout.stickers)).rgb, i * 3 * side * side);
  }
  if (file && cache) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, file);
  }
  return { side, kinds, rgb };
}
