import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trains } from './kinds.ts';

test('network.py knows the kinds that are said to be trained, and no other', () => {
  const source = readFileSync(new URL('./network.py', import.meta.url), 'utf8');
  const comparisons = source.matchAll(/\bif kind (?:== ("\w+")|in \(([^)]*)\)):/g);
  const known = [...comparisons].flatMap(([, one, several]) => (one ?? several ?? '').match(/\w+/g) ?? []);
  const said = Object.entries(trains).flatMap(([kind, trained]) => (trained ? [kind] : []));
  expect(known.sort()).toEqual(said.sort());
});
