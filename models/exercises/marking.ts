import type { Exercise, Lesson } from './exercise.ts';
import type { FigureViews } from './figure-views.ts';
import type { Work } from './hand-in.ts';
import { variantIndex } from './variant.ts';
import { type Answer, type Verdict, verdict } from './verdict.ts';

/** One exercise of a hand-in, marked. */
export interface Marked {
  readonly exercise: Exercise;
  /** Which variant was asked. */
  readonly index: number;
  readonly variant: unknown;
  readonly answer: Answer;
  readonly tries: number;
  readonly hints: number;
  readonly verdict: Verdict;
}

/** Marks a lesson's work by the functions that the page itself uses: what a file says of marks would count for nothing. */
export function marked(lesson: Lesson, { word, name, done }: Work, views: FigureViews): readonly Marked[] {
  return lesson.exercises.map((exercise) => {
    const index = variantIndex(lesson.id, exercise, { word, name });
    const variant = exercise.variants()[index];
    const { answer, tries, hints } = done[exercise.id] ?? { answer: '', tries: 0, hints: 0 };
    const found = verdict(exercise, variant, answer, views);
    return { exercise, index, variant, answer, tries, hints, verdict: found };
  });
}

/** How many exercises a machine can mark, and how many of them are right. */
export function tally(all: readonly Marked[]): { readonly right: number; readonly markable: number } {
  const markable = all.filter(({ exercise: { kind } }) => kind !== 'predict' && kind !== 'explain');
  return {
    right: markable.filter(({ verdict: { state } }) => state === 'right').length,
    markable: markable.length,
  };
}
