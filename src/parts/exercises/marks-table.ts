import type { MarkedHandIn } from '../../../models/exercises/class-marks.ts';
import type { DataTable } from '../shell/table.ts';

/** A row an exercise of a hand-in: who, which, what was answered, and how it is marked. */
export const marksTable = (all: readonly MarkedHandIn[]): DataTable => ({
  name: 'marks',
  columns: [
    'file',
    'name',
    'class word',
    'lesson',
    'exercise',
    'variant',
    'answer',
    'state',
    'mistake',
    'tries',
    'hints',
  ],
  rows: all.flatMap(({ file, name, word, lesson, exercises }) =>
    exercises.map(({ id, variant, answer, state, slip, tries, hints }) => [
      file,
      name,
      word,
      lesson,
      id,
      variant,
      typeof answer === 'string' ? answer : answer.join(' '),
      state,
      slip,
      tries,
      hints,
    ]),
  ),
});
