import { expect, test } from 'vitest';
import { oneSheet, rulesOf, withOneSheet } from './style-sheets.ts';

test('a rule goes up to the brace that closes it', () => {
  const media = '@media print{a{color:red}b{color:blue}}';
  expect(rulesOf(`i{top:0}${media}\nu{left:0}`)).toEqual(['i{top:0}', media, 'u{left:0}']);
});

test('one sheet says what several say, once, in the order of the longest', () => {
  const sheets = new Map([
    ['_astro/part.css', 'a{top:0}i{left:0}'],
    ['_astro/all.css', 'b{top:0}@media print{a{top:0}}a{top:0}'],
    ['_astro/other.css', 'i{left:0}'],
  ]);
  const { path, css } = oneSheet(sheets);
  expect(rulesOf(css)).toEqual(['b{top:0}', '@media print{a{top:0}}', 'a{top:0}', 'i{left:0}']);
  expect(path).toMatch(/^_astro\/style\.[\w-]{8}\.css$/);
  expect(oneSheet(new Map([...sheets, ['_astro/other.css', 'u{left:0}']])).path).not.toBe(path);
});

test('a page links to it once, where it linked to the first', () => {
  const link = (name: string) => `<link rel="stylesheet" href="/_astro/${name}.css">`;
  const page = (links: string) =>
    `<!DOCTYPE html><html><head>${links}<title>T</title></head><body></body></html>`;
  const sheets = new Set(['_astro/a.css', '_astro/b.css']);
  expect(withOneSheet(page(link('a') + link('b')), sheets, '_astro/one.css')).toBe(page(link('one')));
});
