import { expect, test } from 'vitest';
import { lessonWords } from './lessons/index.ts';
import { notesTitle, presentTitle } from './present.ts';
import { handoutTitle, planTitle } from './teach.ts';

test('no title has a colon behind a question mark', () => {
  const made = Object.values(lessonWords).flatMap(({ title }) =>
    [handoutTitle, planTitle, presentTitle, notesTitle].map((of) => of(title)),
  );
  expect(made.filter((title) => /[?!.]:/.test(title))).toEqual([]);
  expect(made).toContain('How honest is a benchmark? Hand-out');
  expect(made).toContain('What a convolution costs: hand-out');
});
