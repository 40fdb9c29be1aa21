import { expect, test } from 'vitest';
import { schemas } from '../../../test/links/schemas.ts';
import {
  classSteps,
  classWord,
  givesWorked,
  noClassLink,
  readClassLink,
  shellParts,
  withoutGive,
  withoutHolds,
  withoutSteps,
  wordFragment,
} from './class-link.ts';
import { choiceProperty, numberProperty } from './property.ts';

const schema = {
  id: 'knob',
  formerly: ['turn'],
  properties: {
    phi: numberProperty('phi', { default: 0, min: 0, max: 9, digits: 0 }),
    unit: choiceProperty('unit', 'a', { a: 'a', b: 'b' }),
  },
};
const read = (fragment: string) => {
  const { hidden, locked, damaged } = readClassLink(schema, fragment);
  return damaged ? 'damaged' : [[...hidden].join(' '), [...locked].join(' ')];
};

test('an address without a class holds nothing', () => {
  for (const fragment of ['', '#', '#knob=1;phi:2', '#classes=1;lock:phi'])
    expect(readClassLink(schema, fragment)).toBe(noClassLink);
});

test('what it puts away and locks, for every figure or for this one', () => {
  expect(read('#class=1;hide:tools~unit,lock:phi&knob=1;phi:3')).toEqual(['tools unit', 'phi']);
  expect(read('#knob=1&class=1;lock:knob.phi~turn.unit~other.phi')).toEqual(['', 'phi unit']);
  expect(read('#class=1;word:heron,from:3,to:5,give:no,hide:table')).toEqual(['table', '']);
  expect(read('#class=1;lock:phi~net~tools')).toEqual(['', 'phi']);
  // As mail programs write it.
  expect(read('#class=1%3Block%3Aphi')).toEqual(['', 'phi']);
});

test('what cannot be read holds nothing, and is told', () => {
  for (const fragment of [
    '#class=2;lock:phi',
    '#class=1;',
    '#class=1;lock',
    '#class=1;lock:phi,lock:unit',
    '#class=1;secret:phi',
    '#class=1;lock:ph i',
    '#class=1;lock:knob.nothing',
    '#class=1;lock:knob.tools',
  ])
    expect(read(fragment), fragment).toBe('damaged');
});

test.each(['heron', 'heron-2', '苍鹭', 'ανεμώνη', ' heron '])(
  'a class gets the word “%s” by a link',
  (word) => {
    const url = new URL('https://example.org/');
    url.hash = wordFragment(word);
    expect(classWord(url.hash)).toBe(word.trim());
    expect(classWord(`${url.hash}&knob=1;phi:3`)).toBe(word.trim());
    expect(readClassLink(schema, url.hash)).toMatchObject({ damaged: false });
  },
);

test.each(['', ' ', 'two words', 'a,b', 'a:b', 'a&b', '#'])('no link carries “%s”', (word) => {
  expect(wordFragment(word)).toBe('');
});

test.each(['', '#', '#knob=1;phi:2', '#class=1;lock:phi', '#class=2;word:heron', '#class=1;word:a b'])(
  '%s brings no word',
  (fragment) => {
    expect(classWord(fragment)).toBe('');
  },
);

test('what it holds can be taken off, and nothing else', () => {
  expect(withoutHolds('#class=1;hide:tools,lock:phi&knob=1;phi:3')).toBe('knob=1;phi:3');
  expect(withoutHolds('#knob=1;phi:3&class=1;word:heron,lock:phi,from:3')).toBe(
    'knob=1;phi:3&class=1;word:heron,from:3',
  );
});

test('no figure and no value has a name that a class link takes otherwise', () => {
  expect(schemas.map(({ id }) => id)).not.toContain('class');
  for (const { properties } of schemas)
    for (const { key } of Object.values(properties)) expect(shellParts).not.toContain(key);
});

test.each([
  ['#class=1;from:2,to:3', { from: 2, to: 3 }],
  ['#class=1;from:2', { from: 2, to: 5 }],
  ['#drag-phi=1&class=1;to:4,word:heron', { from: 1, to: 4 }],
  ['#class=1;to:99,from:5', { from: 5, to: 5 }],
  ['#class=1;from:1,to:5', null],
  ['#class=1;from:4,to:2', null],
  ['#class=1;from:9', null],
  ['#class=1;from:x', null],
  ['#class=2;from:2', null],
  ['', null],
])('of a lesson of five steps %s shows %j', (fragment, shown) => {
  expect(classSteps(fragment, 5)).toEqual(shown);
});

test('the steps that it shows can be taken off, and nothing else', () => {
  expect(withoutSteps('class=1;word:heron,from:2,to:3,lock:phi')).toBe('class=1;word:heron,lock:phi');
  expect(withoutSteps('class=1;from:2')).toBe('');
});

test('worked examples are given unless a link says not; that can be taken off, and nothing else', () => {
  for (const fragment of ['', '#class=1;word:heron', '#class=1;give:yes', '#class=2;give:no', '#give:no'])
    expect(givesWorked(fragment), fragment).toBe(true);
  for (const fragment of ['#class=1;give:no', '#drag-phi=1&class=1;word:heron,give:no'])
    expect(givesWorked(fragment), fragment).toBe(false);
  expect(withoutGive('class=1;word:heron,give:no,lock:phi')).toBe('class=1;word:heron,lock:phi');
  expect(withoutGive('class=1;give:no')).toBe('');
});
