import { describe, expect, test } from 'vitest';
import { random } from '../scenes/random.ts';
import { costsLesson } from './costs.ts';
import { freshWork, handInName, isFault, readHandIn, type Work, writeHandIn } from './hand-in.ts';
import { otherVariant, variantIndex } from './variant.ts';

function randomWork(seed: number): Work {
  const r = random(seed);
  const text = () => String.fromCodePoint(...Array.from({ length: r.below(12) }, () => 32 + r.below(0x2fff)));
  const done = Object.fromEntries(
    costsLesson.exercises
      .filter(() => r.chance(0.6))
      .map(({ id }) => [
        id,
        { answer: r.chance(0.7) ? text() : [text(), text()], tries: r.below(9), hints: r.below(4) },
      ]),
  );
  return { ...freshWork(costsLesson), word: text(), name: text(), done };
}

test('200 states of work come back from their files as they were', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const work = randomWork(seed);
    expect(readHandIn(writeHandIn(work))).toEqual(work);
  }
});

describe('what is no hand-in says so:', () => {
  const good = writeHandIn({ ...randomWork(3), done: { stages: { answer: ['1'], tries: 1, hints: 0 } } });
  test.each([
    ['cut', good.slice(0, 80), 'not-json'],
    ['another JSON', '{"name": "x"}', 'foreign'],
    ['a list', '[1, 2]', 'foreign'],
    ['null', 'null', 'foreign'],
    ['no name', good.replace('"name":', '"nobody":'), 'damaged'],
    ['an answer that is a number', good.replace(/\[\s*"1"\s*\]/, '7'), 'damaged'],
    ['negative tries', good.replace('"tries": 1', '"tries": -1'), 'damaged'],
    ['too large', `${good}${' '.repeat(1_000_000)}`, 'too-large'],
  ])('%s', (_, text, what) => {
    const read = readHandIn(text);
    expect(isFault(read) && read.what).toBe(what);
  });
});

test('a file is called by lesson, word and name, in letters of any script', () => {
  const work = { ...freshWork(costsLesson), word: 'Grey Heron', name: '  Ana / Müller 민지 ' };
  expect(handInName(work)).toBe('what-a-convolution-costs.grey-heron.ana-müller-민지.phiscope.json');
  expect(handInName(freshWork(costsLesson))).toBe('what-a-convolution-costs.phiscope.json');
});

describe('variants', () => {
  const layer = costsLesson.exercises.find(({ id }) => id === 'layer-cost');
  const of = (word: string, name: string) => variantIndex(costsLesson.id, layer!, { word, name });
  test('without a word everybody has the first', () => {
    expect(of('', 'Ana')).toBe(0);
    expect(of('  ', 'Ben')).toBe(0);
  });
  test('word and name choose one, in whatever case and spaces', () => {
    expect(of('heron', 'Ana  Lee')).toBe(of(' Heron ', 'ana lee'));
  });
  test('a class of 500 names is spread over all variants, none of them a tenth of the class', () => {
    const drawn = Array.from({ length: 500 }, (_, i) => of('heron', `student ${i}`));
    const all = layer!.variants().length;
    expect(new Set(drawn).size).toBe(all);
    for (let variant = 0; variant < all; variant++)
      expect(drawn.filter((each) => each === variant).length).toBeLessThan(50);
  });
  test('the one that is worked out is never the own one', () => {
    const count = layer!.variants().length;
    for (let index = 0; index < count; index++) expect(otherVariant(layer!, index)).not.toBe(index);
  });
});
