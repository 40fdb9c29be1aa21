import type { ArtistId } from './art.ts';
import type { Difficulty } from './scene.ts';

/** A painted scene that ships as a picture: a test seed, so that no detector was trained on it. */
export interface ShownScene {
  readonly name: string;
  readonly seed: number;
  readonly difficulty: Difficulty;
  /** Whose stickers; null for the artists that detectors were trained on. */
  readonly artist: ArtistId | null;
  /** What is to be seen, for a reader who does not see it. */
  readonly description: string;
  /** Why it is shown. */
  readonly note: string;
}

/** Side of the pictures. */
export const shownSide = 512;

export const shownScenes: readonly ShownScene[] = [
  {
    name: 'easy',
    seed: 2_000_110,
    difficulty: 'easy',
    artist: null,
    description: 'five stickers on purple: a fish, an elephant, an airplane, a bird and a bicycle',
    note: 'A clean scene, as a visitor would make one.',
  },
  {
    name: 'hard',
    seed: 2_000_204,
    difficulty: 'hard',
    artist: null,
    description:
      'a crowd of small stickers in odd colours: birds, cats, cars, a dog, and things to be left alone',
    note: 'A hard scene, of the kind that the average precision is measured on: odd colours, small stickers, things that are none of the twelve.',
  },
  {
    name: 'unseen',
    seed: 2_000_303,
    difficulty: 'easy',
    artist: 'emojione',
    description: 'a horse, a bus, a car and a duck, drawn in another hand, over a photograph of a dahlia',
    note: 'Stickers by an artist that no training scene shows.',
  },
];
