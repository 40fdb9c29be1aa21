import { describe, expect, test } from 'vitest';
import { type Draw, drawnFor, letters, mostNames, namesIn, readDraw, writeDraw } from './drawing.ts';

describe('for whom variants are drawn', () => {
  test.each([
    ['A, B,C', ['A', 'B', 'C']],
    ['Ana\nBen;  Cleo   Marie ,', ['Ana', 'Ben', 'Cleo Marie']],
    ['A, A, B', ['A', 'B']],
    [' ,;', []],
  ])('%j are names', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  test('no more than a class has', () => {
    expect(namesIn(Array.from({ length: 200 }, (_, i) => `s${i}`).join())).toHaveLength(mostNames);
  });

  test('without a word there is one, for everybody', () => {
    expect(drawnFor({ word: ' ', names: letters })).toEqual([{ word: ' ', name: '' }]);
    expect(drawnFor({ word: 'heron', names: ['A', 'B'] })).toEqual([
      { word: 'heron', name: 'A' },
      { word: 'heron', name: 'B' },
    ]);
  });

  test.each([
    { word: 'heron', names: ['A', 'B'] },
    { word: '苍鹭', names: ['Zoë O’Neil', '김민준'] },
    { word: 'a&b=c#d', names: ['x=1', 'y&z'] },
  ] satisfies Draw[])('%j goes through an address and back', (draw) => {
    const url = new URL('https://example.org/');
    url.hash = writeDraw(draw);
    expect(readDraw(url.hash)).toEqual(draw);
  });

  test.each(['', '#', '#drag-phi=1;phi:2', '#%', '#word=', '#for=,'])(
    '%j says nothing: the letters',
    (fragment) => {
      expect(readDraw(fragment)).toEqual({ word: '', names: letters });
    },
  );
});
