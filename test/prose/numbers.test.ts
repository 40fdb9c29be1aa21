import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPublished } from './known.ts';
import { literalsOf } from './literals.ts';

const folder = new URL('../../content/en/', import.meta.url);
const chapters = readdirSync(folder).filter((name) => name.endsWith('.mdx'));

/**
 * Quantities that are arguments of the prose, not results of anybody: thresholds, examples, rules of thumb. A number
 * that a table holds or a graph gives does not belong here.
 */
const arguments_: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('arguments.json', import.meta.url), 'utf8'),
);

test('there are chapters to read', () => expect(chapters.length).toBeGreaterThan(4));

describe('a quantity in the prose is rendered from data, or a table holds it', () => {
  test.each(chapters)('%s', (name) => {
    const allowed = arguments_[name] ?? [];
    const strange = literalsOf(readFileSync(new URL(name, folder), 'utf8'))
      .filter((literal) => !isPublished(literal) && !allowed.includes(literal.text))
      .map(({ text, line }) => `line ${line}: ${text}`);
    expect(strange).toEqual([]);
  });

  test('an argument that no longer stands in its chapter is no longer listed', () => {
    for (const [name, texts] of Object.entries(arguments_)) {
      const found = literalsOf(readFileSync(new URL(name, folder), 'utf8')).map(({ text }) => text);
      for (const text of texts) expect(found, `${name} no longer says ${text}`).toContain(text);
    }
  });
});

describe('the test itself', () => {
  const strange = (mdx: string) =>
    literalsOf(mdx)
      .filter((literal) => !isPublished(literal))
      .map(({ text }) => text);

  test('finds a number that contradicts the tables', () => {
    expect(strange('B0 has 5.37 million parameters and reaches 77.95 %.')).toEqual([
      '5.37 million',
      '77.95 %',
    ]);
    expect(strange('GPipe is 8.55 times larger.')).toEqual(['8.55 times']);
  });

  test('accepts what they hold', () => {
    expect(strange('B0 has 5.3 million parameters and reaches 77.1 %; GPipe is 8.4× larger.')).toEqual([]);
  });

  test('reads no formula, code, tag, import or expression', () => {
    const mdx =
      "---\ntitle: x\norder: 3\n---\nimport a from 'b1.25';\n\n$1.37$ `2.71` <A x={9.99}>{f({ y: 8.88 })}</A> plain 12";
    expect(strange(mdx)).toEqual([]);
  });
});
