import { join } from 'node:path';
import type { ArtistId } from '../../../models/scenes/art.ts';
import type { Partition } from '../../../models/scenes/seeds.ts';
import type { StickerDetector } from '../../../models/training/detectors.ts';
import type { StickerSegmenter } from '../../../models/training/segmenters.ts';
import type { StickerTwoStage } from '../../../models/training/two-stage.ts';

/** Scenes a painted file holds. */
export const chunk = 250;
const testScenes = 1000;
/** Scenes of the unseen artist that networks which are trained at one size are tested on. */
const unseenScenes = 500;
export const unseenArtist: ArtistId = 'emojione';

/** A row of seeds painted at one size. */
export interface SceneSet {
  readonly partition: Partition;
  /** Null for the artists that may be trained on. */
  readonly artist: ArtistId | null;
  readonly size: number;
  readonly from: number;
  readonly count: number;
  /** How the painted files begin. */
  readonly name: string;
  /** What an evaluation calls it. */
  readonly title: string;
}

function sceneSet(
  partition: Partition,
  size: number,
  from: number,
  count: number,
  artist: ArtistId | null = null,
): SceneSet {
  const name = [partition, 'hard', artist ?? 'trained', size].join('-');
  return {
    partition,
    artist,
    size,
    from,
    count,
    name,
    title: artist === null ? `${size}` : `${size} ${artist}`,
  };
}

export function trainingSets(detector: StickerDetector): SceneSet[] {
  return Object.entries(detector.recipe.sizes).map(([size, { from, count }]) =>
    sceneSet('training', Number(size), from, count),
  );
}

export function validationSets(detector: StickerDetector): SceneSet[] {
  return Object.keys(detector.recipe.sizes).map((size) => sceneSet('validation', Number(size), 0, chunk));
}

/** A detector is tested at its resolution and at every size that it was trained on, and on the unseen artist. */
export function testSets(detector: StickerDetector): SceneSet[] {
  const sizes = [...new Set([...Object.keys(detector.recipe.sizes).map(Number), detector.resolution])];
  return sizes.flatMap((size) => [
    sceneSet('test', size, 0, testScenes),
    sceneSet('test', size, 0, testScenes, unseenArtist),
  ]);
}

/** The scenes of a network that is trained and tested at one size: one that names pixels, or looks twice. */
export function oneSizeSets({ recipe: { scenes }, resolution }: StickerSegmenter | StickerTwoStage) {
  return {
    training: sceneSet('training', resolution, scenes.from, scenes.count),
    validation: sceneSet('validation', resolution, 0, chunk),
    test: [
      sceneSet('test', resolution, 0, testScenes),
      sceneSet('test', resolution, 0, unseenScenes, unseenArtist),
    ],
  };
}

/** The painted files of a row of seeds, without their ending. */
export function paintedFiles(cache: string, name: string, from: number, count: number): string[] {
  return Array.from({ length: count / chunk }, (_, i) =>
    join(cache, 'scenes', `${name}-${from + i * chunk}`),
  );
}
