import { expect, test } from 'vitest';
import { random } from '../../../models/scenes/random.ts';
import { schemas } from '../../../test/links/schemas.ts';
import { readClassLink, shellParts } from '../shell/class-link.ts';
import { fragmentOf, readFragment } from '../shell/schema.ts';
import { hold, holds, type MadeLink, plainLink, readMade, withView, writeMade } from './made-link.ts';

const empty = plainLink('compound-scaling/');
const pages = ['lessons/costs/', 'embed/drag-phi/', 'compound-scaling/'];

test.each(schemas.map((schema) => [schema.id, schema] as const))(
  'links made for %s are read again as they were made, and by the figure so, wherever the site lies',
  (id, schema) => {
    const keys = Object.values(schema.properties).map(({ key }) => key);
    for (let seed = 0; seed < 20; seed++) {
      const r = random(seed, 17);
      const view = { ...readFragment(schema, '').view };
      for (const [name, property] of Object.entries(schema.properties))
        if (typeof view[name] === 'number') view[name] = property.clamp(r.below(2000) / 100 - 5);
      const some = (all: readonly string[]) => all.filter(() => r.below(2) === 0);
      const locks = some(keys);
      const hides = some([...keys, ...shellParts]);
      const names = (own: readonly string[]) =>
        own.reduce<readonly string[]>((all, key) => hold(all, id, key, true), []);
      const isLesson = r.below(2) === 0;
      const made: MadeLink = {
        page: isLesson ? 'lessons/costs/' : `embed/${id}/`,
        views: withView([], fragmentOf(schema, view)),
        locked: names(locks),
        hidden: names(hides),
        word: isLesson ? 'heron-2' : '',
        from: isLesson ? 1 + r.below(3) : null,
        to: isLesson ? 3 + r.below(3) : null,
        worked: !isLesson || r.below(2) === 0,
      };
      const path = writeMade(made);
      for (const root of ['https://example.org/', 'http://localhost:4321/a/b/', '/']) {
        const address = root === '/' ? `${root}${path}` : new URL(path, root).href;
        expect(readMade(address, [...pages, `embed/${id}/`])).toEqual(made);
      }
      const { hash } = new URL(path, 'https://example.org/');
      expect(readFragment(schema, hash)).toEqual({ view, reading: 'whole' });
      const { hidden, locked, damaged } = readClassLink(schema, hash);
      expect([locked, hidden, damaged]).toEqual([new Set(locks), new Set(hides), false]);
    }
  },
);

test('what is held in all figures is held in each, and let go by each', () => {
  expect(holds(['tools'], 'peers', 'tools')).toBe(true);
  expect(hold(['tools', 'drag-phi.phi'], 'peers', 'tools', false)).toEqual(['drag-phi.phi']);
  expect(hold(['drag-phi.phi'], 'peers', 'net', true)).toEqual(['drag-phi.phi', 'peers.net']);
  expect(hold(['peers.net'], 'peers', 'net', true)).toEqual(['peers.net']);
});

test('a link that says nothing is the page', () => {
  expect(writeMade(empty)).toBe('compound-scaling/');
  expect(readMade('https://example.org/compound-scaling', pages)).toEqual(empty);
  expect(readMade('compound-scaling/index.html?x=1', pages)).toEqual(empty);
});

test('the wall of a lesson, and a link that gives no worked examples', () => {
  const wall = { ...empty, page: 'lessons/costs/present/', word: 'heron', worked: false };
  expect(writeMade(wall)).toBe('lessons/costs/present/#class=1;word:heron,give:no');
  const all = [...pages, 'lessons/costs/present/'];
  expect(readMade(`https://example.org/a/${writeMade(wall)}`, all)).toEqual(wall);
  expect(readMade('https://example.org/lessons/costs/', all)).toEqual({ ...empty, page: 'lessons/costs/' });
});

test('a word of any script is carried, and one that no link carries stays out', () => {
  const { href } = new URL(writeMade({ ...empty, word: '苍鹭' }), 'https://example.org/');
  expect(readMade(href, pages)).toMatchObject({ word: '苍鹭' });
  expect(writeMade({ ...empty, word: 'two words', from: 2 })).toBe('compound-scaling/#class=1;from:2');
});

test.each([
  '',
  'https://example.org/',
  'https://example.org/sources/',
  'https://example.org/other-compound-scaling/',
])('“%s” is no page for which links are made', (address) => {
  expect(readMade(address, pages)).toBe('address');
});

test.each(['#class=2;lock:phi', '#class=1;secret:a', '#class=1;lock:a b'])(
  '%s cannot be read',
  (fragment) => {
    expect(readMade(`https://example.org/compound-scaling/${fragment}`, pages)).toBe('class');
  },
);

test('a view takes the place of the figure’s last one, before those of others', () => {
  expect(withView(['peers=1', 'drag-phi=1;phi:2'], 'drag-phi=1;phi:3')).toEqual([
    'drag-phi=1;phi:3',
    'peers=1',
  ]);
});
