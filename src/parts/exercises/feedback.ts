import type { Exercise } from '../../../models/exercises/exercise.ts';
import { nothing } from '../../../models/exercises/fault.ts';
import type { Verdict } from '../../../models/exercises/verdict.ts';
import * as words from '../../words/en/exercises.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';
import { rounded } from '../../words/en/quantity.ts';
import { claimOf } from './claim.ts';

/** What is said of an answer to one variant of an exercise. */
export function feedback(
  exercise: Exercise | { readonly kind: Exclude<Exercise['kind'], 'fault'> },
  say: ExerciseWords<unknown>,
  variant: unknown,
  found: Verdict,
): string {
  const { kind } = exercise;
  const amount = (value: number) => say.amount?.(value, variant) ?? String(value);
  const mistake = (slip: string | null) => (slip === null ? '' : (say.slips[slip]?.(variant) ?? ''));
  const not = (...sentences: readonly string[]) =>
    [words.verdicts.wrong, ...sentences].filter((each) => each !== '').join(' ');
  switch (found.state) {
    case 'empty':
    case 'unread':
      return words.unread[kind];
    case 'half':
      return words.half[found.missing];
    case 'fault': {
      if (found.part) return not(words.onlyPart, mistake(found.slip));
      const marks = exercise.kind === 'fault' ? claimOf(exercise, say, variant).marks : [];
      const needs = marks.find(({ part }) => part === found.slip)?.needs ?? '';
      return not(found.slip === nothing ? '' : words.partHolds, needs, found.reason ? words.onlyReason : '');
    }
    case 'unmeasured':
      return words.unmeasured;
    case 'right':
      return `${words.verdicts.right} ${say.right(variant, found.value)}`;
    case 'noted':
      return kind === 'predict' && found.truth === null
        ? words.guessNoted
        : `${words.guessed(found.guess)} ${say.right(variant, found.truth)}`;
    case 'wrong':
      return not(mistake(found.slip) || words.wrongNumber(found));
    case 'read': {
      const own = (value: number) => say.amount?.(value, variant) ?? rounded(value, 3);
      return not(mistake(found.slip), words.ownFigure(own(found.band.from), own(found.band.to)));
    }
    case 'order': {
      const [one, other] = found.pair;
      const item = (id: string) => say.item?.(id) ?? id;
      const pair = words.wrongPair(item(one.id), amount(one.value), item(other.id), amount(other.value));
      return not(pair, mistake(found.slip));
    }
    case 'set': {
      const unmet = found.standing.find(({ met }) => !met);
      const text = unmet && say.conditions?.[unmet.name];
      const asked = text && words.unmet(text.asked(variant), text.now(unmet.value, variant));
      return not(mistake(found.slip), asked ?? '');
    }
  }
}
