import { expect, test } from 'vitest';
import { repeatedSheets, rulesOf, withoutSheets } from './style-sheets.ts';

test('a rule goes up to the brace that closes it', () => {
  const media = '@media print{a{color:red}b{color:blue}}';
  expect(rulesOf(`i{top:0}${media}\nu{left:0}`)).toEqual(['i{top:0}', media, 'u{left:0}']);
});

test('a sheet is repeated where another holds all its rules, and of two alike one stays', () => {
  const sheets = new Map([
    ['_astro/part.css', 'a{top:0}'],
    ['_astro/all.css', 'b{top:0}a{top:0}'],
    ['_astro/own.css', 'a{top:0}@media print{a{top:0}}'],
    ['_astro/own-again.css', 'a{top:0}@media print{a{top:0}}'],
  ]);
  expect([...repeatedSheets(sheets)]).toEqual(['_astro/part.css', '_astro/own.css']);
});

test('a page loses the links to them alone', () => {
  const link = (name: string) => `<link rel="stylesheet" href="/_astro/${name}.css">`;
  const page = (links: string) => `<!DOCTYPE html><html><head>${links}</head><body></body></html>`;
  expect(withoutSheets(page(link('a') + link('b')), new Set(['_astro/a.css']))).toBe(page(link('b')));
});
