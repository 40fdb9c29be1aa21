import { expect, test } from 'vitest';
import { clickerKey } from './keys.ts';

const press = (key: string, held = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });
const free = { begun: true, onControl: false, characters: true };

test.each([
  ['PageDown', 'next'],
  ['PageUp', 'previous'],
  ['F5', 'begin'],
] as const)('%s steps always, whatever has the focus', (key, deed) => {
  for (const begun of [true, false])
    for (const onControl of [true, false])
      expect(clickerKey(press(key), { begun, onControl, characters: false })).toBe(deed);
});

test.each([
  ['ArrowRight', 'next'],
  ['ArrowLeft', 'previous'],
  ['Escape', 'overview'],
  ['.', 'blank'],
  ['b', 'blank'],
  ['L', 'pointer'],
  ['3', 'hand-3'],
] as const)('%s acts where no control has the focus and a step is shown', (key, deed) => {
  expect(clickerKey(press(key), free)).toBe(deed);
  expect(clickerKey(press(key), { ...free, onControl: true })).toBeUndefined();
  expect(clickerKey(press(key), { ...free, begun: false })).toBeUndefined();
  expect(clickerKey(press(key, { ctrlKey: true }), free)).toBeUndefined();
});

test('a page is loaded anew with Ctrl', () => {
  expect(clickerKey(press('F5', { ctrlKey: true }), free)).toBeUndefined();
});

test('keys that write a character can be turned off', () => {
  const off = { ...free, characters: false };
  expect(clickerKey(press('l'), off)).toBeUndefined();
  expect(clickerKey(press('1'), off)).toBeUndefined();
  expect(clickerKey(press('b'), off)).toBeUndefined();
  expect(clickerKey(press('.'), off)).toBeUndefined();
  expect(clickerKey(press('ArrowRight'), off)).toBe('next');
});
