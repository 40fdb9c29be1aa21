import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lessons } from '../../../models/exercises/index.ts';
import { readClassLink } from '../../../src/parts/shell/class-link.ts';
import { nameOf, namesIn, partsOf, readFragment } from '../../../src/parts/shell/schema.ts';
import { schemas } from '../../../test/links/schemas.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.mdx'));

test('every lesson has a page, and every page a lesson', () => {
  expect(files.sort()).toEqual(lessons.map(({ id }) => `${id}.mdx`).sort());
});

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: the minutes of its steps add up; each exercise stands on it once, in order',
  (id, { minutes, exercises }) => {
    const text = readFileSync(new URL(`${id}.mdx`, folder), 'utf8');
    const steps = [...text.matchAll(/<Step minutes=\{(\d+)\}/g)].map(([, count]) => Number(count));
    expect(steps.reduce((sum, each) => sum + each, 0)).toBe(minutes);
    expect([...text.matchAll(/^## /gm)]).toHaveLength(steps.length);
    const ids = [...text.matchAll(/<Exercise lesson=\{lesson\} id="([\w-]+)"/g)].map(([, name]) => name);
    expect(ids).toEqual(exercises.map((exercise) => exercise.id));
    expect(text).toContain('<HandIn lesson={lesson} />');
  },
);

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: it says whom it is for and what comes of it; each of its goals is tested by an exercise',
  (id, { goals, exercises }) => {
    const text = readFileSync(new URL(`${id}.mdx`, folder), 'utf8');
    const aims = /^aims:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
    expect([...aims.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key)).toEqual(['who', 'needs', 'goals']);
    expect([...aims.matchAll(/^ {4}(\w+): \S/gm)].map(([, goal]) => goal)).toEqual(goals);
    expect(text).toContain('<Aims lesson={lesson} {...frontmatter.aims}>');
    for (const goal of goals) expect(exercises.map((exercise) => exercise.goal)).toContain(goal);
  },
);

const links = lessons.flatMap(({ id }) => {
  const text = readFileSync(new URL(`${id}.mdx`, folder), 'utf8');
  return [...text.matchAll(/\]\(#([^)]*=[^)]*)\)/g)].map(([, link = '']) => [id, link] as const);
});

test.each(links)(
  '%s: %s is a view that its figure can show, with nothing held that it does not have',
  (_, link) => {
    const figures = partsOf(link)
      .map(nameOf)
      .filter((name) => name !== 'class')
      .map((name) => schemas.find((schema) => namesIn(schema).includes(name)));
    expect(figures.length).toBeGreaterThan(0);
    for (const schema of figures) {
      expect(schema).toBeDefined();
      if (schema === undefined) continue;
      expect(readFragment(schema, link).reading).toBe('whole');
      expect(readClassLink(schema, link).damaged).toBe(false);
    }
  },
);
