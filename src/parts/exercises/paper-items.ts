import type { Exercise } from '../../../models/exercises/exercise.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';
import { claimOf } from './claim.ts';

/** What stands below a question on paper, each beside a box: what there is to choose from, of a claim that nothing is wrong and the reasons, what there is to put in order, or to bring a figure to. */
export function paperItems(
  exercise: Exercise,
  say: ExerciseWords<unknown>,
  variant: unknown,
): readonly string[] {
  switch (exercise.kind) {
    case 'fault': {
      const { marks, reasons } = claimOf(exercise, say, variant);
      return [...marks.slice(-1), ...reasons].map(({ label }) => label);
    }
    case 'choose':
      return exercise.options.map((option) => say.options?.[option] ?? option);
    case 'order':
      return exercise.items(variant).map(({ id }) => say.item?.(id) ?? id);
    case 'set':
      return Object.keys(exercise.conditions).map((name) => say.conditions?.[name]?.asked(variant) ?? name);
    default:
      return [];
  }
}
