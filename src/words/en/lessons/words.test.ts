import { describe, expect, test } from 'vitest';
import { lessons } from '../../../../models/exercises/index.ts';
import { standingsOf } from '../../../../models/exercises/verdict.ts';
import { claimOf } from '../../../parts/exercises/claim.ts';
import { lessonWords } from './index.ts';

const strange = /undefined|NaN|null|Infinity|\[object/;

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, { exercises }) => {
  test.each(exercises.map((exercise) => [exercise.id, exercise] as const))(
    '%s has words for all that can be said of it',
    (name, exercise) => {
      const words = lessonWords[id]?.exercises[name];
      expect(words).toBeDefined();
      if (words === undefined) return;
      const { kind } = exercise;
      const slips =
        kind === 'number' || kind === 'order' || kind === 'set' || kind === 'read'
          ? Object.keys(exercise.slips)
          : kind === 'choose'
            ? exercise.options
            : kind === 'fault'
              ? exercise.reasons
              : [];
      expect(Object.keys(words.slips).sort()).toEqual([...slips].sort());
      if (kind === 'choose')
        expect(Object.keys(words.options ?? {}).sort()).toEqual([...exercise.options].sort());
      if (kind === 'fault') {
        const { parts = {}, reasons = {} } = words.claim ?? {};
        expect(Object.keys(parts)).toEqual(Object.keys(exercise.parts));
        expect(Object.keys(reasons)).toEqual(exercise.reasons);
        // The same label would be said of two.
        const labels = [...Object.values(parts).map(({ label }) => label), ...Object.values(reasons)];
        expect(new Set(labels).size).toBe(labels.length);
        for (const variant of exercise.variants()) {
          const { pieces, marks } = claimOf(exercise, words, variant);
          const spans = pieces.filter(({ part }) => part !== null);
          expect(spans.map(({ part }) => part)).toEqual(Object.keys(exercise.parts));
          for (const sentence of [
            ...pieces.map(({ text }) => `: ${text}`),
            ...marks.map(({ needs }) => needs),
          ])
            expect(sentence).not.toMatch(strange);
          for (const { text } of spans) expect(text.length).toBeGreaterThan(5);
          for (const { needs } of marks) expect(needs).toMatch(/\.$/);
        }
      }
      if (kind === 'explain')
        expect(Object.keys(words.points ?? {}).sort()).toEqual([...exercise.points].sort());
      if (kind === 'set')
        expect(Object.keys(words.conditions ?? {})).toEqual(Object.keys(exercise.conditions));
      if (kind === 'number') expect(words.worked).toBeDefined();
      expect(words.hints).toHaveLength(2);
      for (const variant of exercise.variants()) {
        const standing =
          kind === 'set'
            ? standingsOf(
                exercise,
                variant,
                exercise.accepted(variant, () => 0.5),
              )
            : [];
        const conditions = standing.flatMap(({ name: of, value }) => {
          const { asked, now } = words.conditions?.[of] ?? {};
          return [asked, now && ((about: unknown) => `now: ${now(value, about)}`)];
        });
        const said = [
          words.question,
          words.right,
          ...Object.values(words.slips),
          ...words.hints,
          ...Object.values(words.points ?? {}),
        ]
          .concat(
            words.worked ?? [],
            conditions.flatMap((each) => each ?? []),
          )
          .map((of) => of(variant));
        for (const sentence of said) {
          expect(sentence).not.toMatch(strange);
          expect(sentence.length).toBeGreaterThan(5);
        }
        // A hint does not give the answer away.
        if (kind === 'number')
          for (const hint of words.hints)
            expect(hint(variant)).not.toContain(exercise.truth(variant).toLocaleString('en-US'));
      }
    },
  );
});
