import type { Exercise } from '../../models/exercises/exercise.ts';

/** Words that a teacher reads aloud in a minute. */
export const readAloud = 130;

/**
 * Minutes that an exercise takes beside being read, by its kind: what one is given at least. They are this plan's own reckoning and were
 * measured in no class.
 */
export const workMinutes: Readonly<Record<Exercise['kind'], number>> = {
  predict: 1,
  choose: 2,
  fault: 2.5,
  number: 3,
  order: 3,
  set: 3.5,
  read: 3.5,
  explain: 4,
};
/** Until a figure has been looked at and turned. */
export const figureMinutes = 2.5;

/** Words of a text or of markup, as they are read: what is said twice for other ears counts once. */
export const wordsIn = (text: string): number =>
  text
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Minutes that a step needs at least: its words read aloud, its exercises worked, its figures looked at. */
export const minutesNeeded = (words: number, kinds: readonly Exercise['kind'][], figures: number): number =>
  words / readAloud + kinds.reduce((sum, kind) => sum + workMinutes[kind], 0) + figures * figureMinutes;
