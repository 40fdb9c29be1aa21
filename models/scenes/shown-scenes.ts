import type { ArtistId } from './art.ts';
import type { Difficulty } from './scene.ts';

export type ShownSceneName = 'easy' | 'hard' | 'unseen';

/** A painted scene that ships as a picture: a test seed, so that no detector was trained on it. */
export interface ShownScene {
  readonly name: ShownSceneName;
  readonly seed: number;
  readonly difficulty: Difficulty;
  /** Whose stickers; null for the artists that detectors were trained on. */
  readonly artist: ArtistId | null;
}

/** Side of the pictures. */
export const shownSide = 512;

export const shownScenes: readonly ShownScene[] = [
  { name: 'easy', seed: 2_000_110, difficulty: 'easy', artist: null },
  { name: 'hard', seed: 2_000_204, difficulty: 'hard', artist: null },
  { name: 'unseen', seed: 2_000_303, difficulty: 'easy', artist: 'emojione' },
];
