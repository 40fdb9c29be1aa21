import { expect, test } from 'vitest';
import { type MadeLink, plainLink } from './made-link.ts';
import { allPages, figureOf, type LinkedFigure, lessonOn, pagesFor, viewsBeside } from './places.ts';

const figure = (id: string): LinkedFigure => ({
  id,
  names: [id, `old-${id}`],
  title: id,
  view: `${id}=1`,
  keys: ['phi'],
  chapter: 'a/',
});
const figures = ['here', 'there', 'elsewhere'].map(figure);
const lesson = { id: 'lesson', title: 'Lesson', steps: [], figures: ['here', 'there'] };

test('a link to a lesson says of other figures what was set there, and nothing of their first views', () => {
  const views = ['here=1', 'there=1;phi:2', 'elsewhere=1;phi:3', 'unknown=1'];
  expect(viewsBeside(views, undefined, lesson, figures)).toEqual(['there=1;phi:2']);
  expect(viewsBeside(['old-here=1;phi:4', ...views], undefined, lesson, figures)).toEqual([
    'old-here=1;phi:4',
    'there=1;phi:2',
  ]);
  expect(viewsBeside(views, figure('there'), lesson, figures)).toEqual([]);
});

test('a figure is on its chapter’s page, alone, on its lessons’ and on their walls', () => {
  expect(pagesFor(figure('there'), [lesson])).toEqual([
    'a/',
    'embed/there/',
    'lessons/lesson/',
    'lessons/lesson/present/',
  ]);
  expect(pagesFor(figure('elsewhere'), [lesson])).toEqual(['a/', 'embed/elsewhere/']);
  expect(pagesFor(undefined, [lesson])).toEqual(['lessons/lesson/', 'lessons/lesson/present/']);
  for (const page of pagesFor(undefined, [lesson])) expect(lessonOn(page, [lesson])).toBe(lesson);
  expect(lessonOn('a/', [lesson])).toBeUndefined();
  expect(allPages(figures, [lesson])).toEqual(
    expect.arrayContaining(['a/', 'embed/here/', 'lessons/lesson/', 'lessons/lesson/present/']),
  );
});

test('a link that was read is about the figure of its page, its views or what it holds', () => {
  const link = plainLink('lessons/lesson/');
  const of = (change: Partial<MadeLink>) => figureOf({ ...link, ...change }, figures, [lesson])?.id;
  expect(of({})).toBeUndefined();
  expect(of({ page: 'lessons/lesson/present/' })).toBeUndefined();
  expect(of({ page: 'embed/elsewhere/' })).toBe('elsewhere');
  expect(of({ views: ['old-there=1;phi:2'] })).toBe('there');
  expect(of({ locked: ['there.phi'] })).toBe('there');
  expect(of({ page: 'a/' })).toBe('here');
});
