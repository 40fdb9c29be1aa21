import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { lessons } from '../../../models/exercises/index.ts';
import { lessonWords } from '../../words/en/lessons/index.ts';
import Exercise from './Exercise.svelte';
import HandIn from './HandIn.svelte';

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s, as it is built',
  (lesson, { exercises }) => {
    test.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (id, exercise) => {
      const { body } = render(Exercise, { props: { lesson, id } });
      const words = lessonWords[lesson]?.exercises[id];
      const escaped = (text = '') => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      // The first variant's question stands there without scripts, with a place to write; its answer and its hints do not.
      expect(body).toContain(escaped(words?.question(exercise.variants()[0])));
      expect(body).toContain('class="blank');
      expect(body).not.toContain(escaped(words?.right(exercise.variants()[0])));
      for (const hint of words?.hints ?? [])
        expect(body).not.toContain(escaped(hint(exercise.variants()[0])));
      for (const { needs } of Object.values(words?.claim?.parts ?? {}))
        expect(body).not.toContain(escaped(needs(exercise.variants()[0])));
      // Nothing works before it is awake, and no control is without a name.
      expect(body).toMatch(/<fieldset[^>]*disabled[^>]*data-asleep/);
      const controls = [...body.matchAll(/<(?:input|textarea|button)[^>]*>/g)].length;
      expect(controls).toBeGreaterThan(1);
    });

    test('the place where it is handed in', () => {
      const { body } = render(HandIn, { props: { lesson } });
      expect(body).toContain('Save my answers as a file');
      expect(body).toMatch(/<fieldset[^>]*disabled[^>]*data-asleep/);
    });
  },
);
