import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// A part that asks how wide it is asks the figure. Where a container stood in the figure's one, Chromium now and then laid out what was
// in it without any width: a slider or a drawing was gone until the window changed, after a translation, a class link or a slow start.

/** Lies over its picture by absolute places alone, and chooses among layouts by the picture's width. */
const over = ['src/parts/drawn-boxes/BoxTags.svelte'];

const containers = (text: string): readonly string[] => text.match(/^\s*container(-type)?:.*$/gm) ?? [];

test('no container for sizes stands inside the figure’s one', () => {
  const found = globSync('src/{components,parts,figures}/**/*.{svelte,astro,css}')
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => containers(readFileSync(path, 'utf8')).length > 0);
  expect(found.sort()).toEqual(over);
});

test('one is noticed', () => {
  expect(containers('.a {\n  container-type: inline-size;\n}')).toHaveLength(1);
  expect(containers('.a {\n  container: a / inline-size;\n}')).toHaveLength(1);
  expect(containers('@container figure (max-width: 3rem) {')).toHaveLength(0);
});
