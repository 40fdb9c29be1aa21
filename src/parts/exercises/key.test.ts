import { describe, expect, test } from 'vitest';
import { rightMark } from '../../../models/exercises/fault.ts';
import { lessons } from '../../../models/exercises/index.ts';
import { variantIndex } from '../../../models/exercises/variant.ts';
import { verdict } from '../../../models/exercises/verdict.ts';
import { nothingNeeds } from '../../words/en/exercises.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';
import { lessonWords } from '../../words/en/lessons/index.ts';
import { markAndReason } from '../../words/en/teach.ts';
import { claimOf } from './claim.ts';
import { letters } from './drawing.ts';
import { keyOf } from './key.ts';
import { ankiCards, keyTable } from './key-files.ts';

const drawn = [{ word: '', name: '' }, ...letters.map((name) => ({ word: 'heron', name }))];
const cases = lessons.flatMap((lesson) =>
  drawn.map((one) => [lesson.id, one.word, one.name, lesson, one] as const),
);

describe.each(cases)('the key of %s for “%s”, “%s”', (id, _word, _name, { exercises }, one) => {
  const rows = keyOf(id, one);

  test('has every exercise, in order, in the variant that the lesson’s page asks', () => {
    expect(rows.map(({ id: each, index }) => [each, index])).toEqual(
      exercises.map((exercise) => [exercise.id, variantIndex(id, exercise, one)]),
    );
  });

  test('what it calls right is right where a student types it, and what it calls a mistake is that mistake', () => {
    for (const [i, exercise] of exercises.entries()) {
      const row = rows[i];
      const variant = exercise.variants()[row?.index ?? -1];
      if (row === undefined || exercise.kind === 'predict' || exercise.kind === 'explain') continue;
      // What is right there, the reader's own figure knows.
      if (exercise.kind === 'set' || exercise.kind === 'read') {
        expect(row.slips.map(({ reveals }) => reveals)).toEqual(
          Object.keys(exercise.slips).map((slip) =>
            lessonWords[id]?.exercises[exercise.id]?.slips[slip]?.(variant),
          ),
        );
        continue;
      }
      const options = lessonWords[id]?.exercises[exercise.id]?.options ?? {};
      const named = (label: string) => Object.keys(options).find((key) => options[key] === label) ?? label;
      const marked = (text: string) => {
        if (exercise.kind === 'number') return verdict(exercise, variant, text);
        if (exercise.kind === 'fault') {
          // What is right are two labels; a mistake is one of them, beside the other half that is right.
          const claim = claimOf(
            exercise,
            lessonWords[id]?.exercises[exercise.id] as ExerciseWords<unknown>,
            variant,
          );
          const [part, reason] = rightMark(exercise, variant);
          const whole = claim.marks.flatMap((mark) =>
            claim.reasons
              .filter(({ label }) => markAndReason(mark.text, label) === text)
              .map(({ value }) => [mark.part, value]),
          );
          const mark = claim.marks.find((each) => each.text === text)?.part;
          const given = claim.reasons.find(({ label }) => label === text)?.value;
          return verdict(exercise, variant, whole[0] ?? [mark ?? part, given ?? reason]);
        }
        if (exercise.kind !== 'order') return verdict(exercise, variant, named(text));
        const item = lessonWords[id]?.exercises[exercise.id]?.item ?? String;
        const ids = exercise.items(variant).map((each) => each.id);
        return verdict(
          exercise,
          variant,
          text.split(' › ').map((label) => ids.find((each) => item(each) === label) ?? ''),
        );
      };
      expect(marked(row.right ?? '').state, `${exercise.id}: ${row.right}`).toBe('right');
      for (const { gives, reveals } of row.slips) {
        const found = marked(gives);
        expect(['wrong', 'order', 'fault'], `${exercise.id}: ${gives}`).toContain(found.state);
        const slip = 'slip' in found ? (found.slip ?? '') : '';
        const say = lessonWords[id]?.exercises[exercise.id];
        expect(reveals).toBe(
          say?.slips[slip]?.(variant) ?? say?.claim?.parts[slip]?.needs(variant) ?? nothingNeeds,
        );
      }
    }
  });

  test('is a table of a row an exercise, and a deck of a card an exercise', () => {
    expect(keyTable(id, [one, one]).rows).toHaveLength(2 * exercises.length);
    const lines = ankiCards(id, rows).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '#separator:tab',
      '#html:true',
      `#deck:${lessonWords[id]?.title}`,
      '#tags column:3',
    ]);
    const cards = lines.slice(4, -1);
    expect(cards).toHaveLength(exercises.length);
    for (const card of cards) {
      const fields = card.split('\t');
      expect(fields).toHaveLength(3);
      expect(fields.every((text) => text.length > 5)).toBe(true);
      expect(card).not.toMatch(/<(?!br>)/);
    }
  });
});
