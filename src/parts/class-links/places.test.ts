import { expect, test } from 'vitest';
import { type LinkedFigure, viewsBeside } from './places.ts';

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
