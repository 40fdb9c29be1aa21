import { expect, test } from 'vitest';
import { unbrokenProse } from '../../src/build/unbroken-prose.ts';
import { unbroken } from '../../src/words/unbroken.ts';
import { pages } from './read-pages.ts';

// In a chapter's table a symbol and its value stand in one line, however narrow the column is.

/** Texts of the cells of a page's tables, those that figures make apart: their rows' names never break. */
const cellsIn = (html: string): string[] =>
  [...html.matchAll(/<div class="table" tabindex="0"[\s\S]*?<\/table>/g)].flatMap(([table]) =>
    [...table.matchAll(/<t[hd]\b[^>]*>([^<]+)</g)].map(([, text = '']) => text),
  );

const torn = (html: string): string[] => cellsIn(html).filter((text) => unbroken(text) !== text);

test('the check finds a name that may break, and no other', () => {
  const table = (name: string) =>
    `<div class="table" tabindex="0" role="region"><table><tr><th scope="row">${name}</th><td class="number">1</td></tr></table></div>`;
  expect(torn(table('φ = −2.0'))).toEqual(['φ = −2.0']);
  expect(torn(table('φ\u00a0=\u00a0−2.0'))).toEqual([]);
});

test('no name in a chapter’s table may break behind its symbol', () => {
  const joined = pages.flatMap(({ html }) => cellsIn(html)).filter((text) => text.includes('\u00a0=\u00a0'));
  expect(joined.length).toBeGreaterThan(10);
  expect(pages.flatMap(({ html }) => torn(html))).toEqual([]);
});

test('no running text may break there either', () => {
  const joined = pages.flatMap(({ html }) => html.match(/<p>[^<]*\u00a0=\u00a0/g) ?? []);
  expect(joined.length).toBeGreaterThan(10);
  expect(pages.flatMap(({ path, html }) => (unbrokenProse(html) === html ? [] : [path]))).toEqual([]);
});
