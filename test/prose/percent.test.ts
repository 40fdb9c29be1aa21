import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

// A number and its percent sign stand in one line: between them is a narrow space that does not break.

const root = new URL('../../', import.meta.url).pathname;

/** Files of a folder that hold sentences of the page. */
const filesIn = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file) && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file));

/** Lines in which a space before a percent sign may break; comments are nobody's to read on a page, and what a number follows is a division's rest. */
const breaking = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\d})] %(?! \d)/.test(line) && !/^(\/\/|\/?\*)/.test(line));

const files = [...filesIn('src/words', /\.ts$/), ...filesIn('content', /\.mdx$/)];

test('the check finds a space that may break, and no other', () => {
  expect(breaking('// about 4 % of it\nsays {part} % of it\nand 95\u202f% of it, a % b')).toEqual([
    'says {part} % of it',
  ]);
});

describe('no percent sign is torn from its number', () => {
  test.for(files)('in %s', (file, { expect }) => {
    expect(breaking(readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });
});
