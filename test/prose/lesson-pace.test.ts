import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';
import { expect, test } from 'vitest';
import { lessons } from '../../models/exercises/index.ts';
import { minutesNeeded, wordsIn } from '../../src/layouts/lesson-pace.ts';
import { lessonSteps } from '../../src/layouts/lesson-steps.ts';
import { keyOf } from '../../src/parts/exercises/key.ts';
import { builtSite } from '../browser/site.ts';

// Read aloud with the clock, each step of each lesson fits the minutes that its plan gives it.
type Node = DefaultTreeAdapterTypes.Node;

function proseOf(node: Node): DefaultTreeAdapterTypes.Element | undefined {
  if (
    'attrs' in node &&
    node.attrs.some(({ name, value }) => name === 'class' && /^prose grid\b/.test(value))
  )
    return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = proseOf(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, { minutes: all }) => {
  const prose = proseOf(parse(readFileSync(join(builtSite, 'lessons', id, 'index.html'), 'utf8')));
  if (prose === undefined) throw new Error('The page has no text.');
  const key = keyOf(id, { word: '', name: '' });
  const steps = lessonSteps(serialize(prose));
  const rests = steps.filter(({ title, how }) => /\bbreak\b/.test(`${title} ${how}`.toLowerCase()));
  expect(rests).toHaveLength(all > 45 ? 1 : 0);
  const short = steps.flatMap(({ title, minutes, how, blocks }) => {
    const rows = blocks.flatMap((block) =>
      block.kind === 'exercise' ? key.filter((row) => row.id === block.id) : [],
    );
    const words =
      blocks.reduce((sum, block) => sum + (block.kind === 'prose' ? wordsIn(block.html) : 0), 0) +
      rows.reduce((sum, { question, options }) => sum + wordsIn([question, ...options].join(' ')), 0);
    const figures = blocks.filter(({ kind }) => kind === 'figure').length;
    const pause = /five minutes of break/.test(how) ? 5 : 0;
    const needed =
      pause +
      minutesNeeded(
        words,
        rows.map(({ kind }) => kind),
        figures,
      );
    return needed > minutes ? [`“${title}”: ${minutes} planned, ${needed.toFixed(1)} needed`] : [];
  });
  expect(short).toEqual([]);
});
