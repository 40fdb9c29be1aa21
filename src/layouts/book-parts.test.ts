import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { partTitles } from '../words/en/book-parts.ts';
import { type BookPart, bookParts, inParts } from './book-parts.ts';

const chapter = (id: string, part: BookPart, order: number) => ({ id, data: { part, order } });

/** What a chapter's first lines say of a key. */
const says = (text: string, key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1];

const folder = 'content/en';
const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mdx') && !/^embed\b/.test(name))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8').split(/^---$/m)[1] ?? '' }));

describe('the parts of the book', () => {
  test('hold their chapters in order, and none is empty', () => {
    const chapters = [
      chapter('sources', 'reference', 1),
      chapter('b', 'scaling', 2),
      chapter('inside', 'inside', 1),
      chapter('a', 'scaling', 1.5),
    ];
    expect(inParts(chapters).map(({ part, chapters: own }) => [part, own.map(({ id }) => id)])).toEqual([
      ['scaling', ['a', 'b']],
      ['inside', ['inside']],
      ['reference', ['sources']],
    ]);
  });

  test('lose no chapter', () => {
    const chapters = bookParts.map((part, index) => chapter(part, part, -index));
    expect(inParts(chapters).flatMap((each) => each.chapters)).toEqual(chapters);
  });

  test('have a title each, and no two the same', () => {
    expect(new Set(bookParts.map((part) => partTitles[part].title)).size).toBe(bookParts.length);
  });

  test('no two chapters of a part stand in one place', () => {
    const places = written.map(({ text }) => `${says(text, 'part') ?? 'reference'} ${says(text, 'order')}`);
    expect(new Set(places).size).toBe(written.length);
  });

  test('a chapter that names a part names one there is', () => {
    for (const { name, text } of written)
      expect([...bookParts, undefined], name).toContain(says(text, 'part'));
  });
});
