import { describe, expect, test } from 'vitest';
import { classMarks, slipCounts } from '../../../models/exercises/class-marks.ts';
import { costsLesson } from '../../../models/exercises/costs.ts';
import { freshWork, type Work, writeHandIn } from '../../../models/exercises/hand-in.ts';
import { marked, tally } from '../../../models/exercises/marking.ts';
import { mbconvLesson, meanGate } from '../../../models/exercises/mbconv.ts';
import { figureViews } from '../../figures/views.ts';
import { exerciseRows } from '../exercises/rows.ts';
import { markedHandIns } from './hand-ins.ts';

/** All answers right, as somebody of this name would write them. */
function perfect(name: string, change: Work['done'] = {}): Work {
  const rows = exerciseRows(costsLesson, { word: 'heron', name }, 0);
  const done = Object.fromEntries(
    rows.map(({ id, truth }) => {
      const answer = typeof truth === 'number' ? String(truth) : (truth ?? 'Because of the cells.');
      return [id, { answer, tries: 1, hints: 0 }];
    }),
  );
  return { ...freshWork(costsLesson), word: 'heron', name, done: { ...done, ...change } };
}
const file = (name: string, work: Work) => ({ file: name, text: writeHandIn(work) });

test('right answers are all right in whatever variant, and the file says nothing of marks', () => {
  for (let i = 0; i < 500; i++) {
    const work = perfect(`student ${i}`);
    const all = marked(costsLesson, work, figureViews);
    expect(tally(all)).toEqual({ right: 6, markable: 6 });
    expect(writeHandIn(work)).not.toMatch(/right|mark/);
  }
});

test('a file is marked as the page marks it; mistakes are counted over the class', () => {
  const [row] = exerciseRows(costsLesson, { word: 'heron', name: 'Ben' }, 0).filter(
    ({ id }) => id === 'layer-cost',
  );
  const slip = String(row?.slips.flops);
  const all = markedHandIns([
    file('ana.json', perfect('Ana')),
    file('ben.json', perfect('Ben', { 'layer-cost': { answer: slip, tries: 3, hints: 1 } })),
  ]);
  expect(all.map(({ name, right, markable }) => [name, right, markable])).toEqual([
    ['Ana', 6, 6],
    ['Ben', 5, 6],
  ]);
  expect(all[1]?.exercises.find(({ id }) => id === 'layer-cost')).toMatchObject({
    state: 'wrong',
    slip: 'flops',
    tries: 3,
    hints: 1,
  });
  expect(slipCounts(all)).toEqual([
    { lesson: costsLesson.id, id: 'layer-cost', slip: 'flops', count: 1, answered: 2 },
  ]);
});

test('the same answers under another name are flagged, and are mostly wrong there', () => {
  const ana = perfect('Ana');
  const [first, second] = markedHandIns([file('ana.json', ana), file('copy.json', { ...ana, name: 'Ben' })]);
  expect(first?.sameAs).toEqual(['copy.json']);
  expect(second?.sameAs).toEqual(['ana.json']);
  expect(second?.right).toBeLessThan(6);
});

test('what a figure measured goes along with the answer, which is marked by it', () => {
  const of = (name: string, answer: Work['done'][string]['answer']) =>
    file(`${name}.json`, {
      ...freshWork(mbconvLesson),
      name,
      done: { [meanGate.id]: { answer, tries: 1, hints: 0 } },
    });
  const all = markedHandIns([
    of('Ana', ['0.55', '0.5512', '0.7021']),
    of('Ben', ['0.70', '0.5512', '0.7021']),
    of('Cleo', ['0.61', '0.5512', '0.7021']),
    of('Dan', ['0.55']),
    of('Eve', '0.55'),
  ]);
  expect(
    all.map(({ exercises }) => {
      const { state, slip } = exercises.find(({ id }) => id === meanGate.id) ?? {};
      return [state, slip];
    }),
  ).toEqual([
    ['right', null],
    ['read', 'asBuilt'],
    ['read', null],
    ['unmeasured', null],
    ['unmeasured', null],
  ]);
  expect(markedHandIns([of('Ana', ['0.55', '0.5512']), of('Fay', ['0.55', '0.5512'])])[0]?.sameAs).toEqual([
    'Fay.json',
  ]);
});

test('sixty files take less than two seconds', () => {
  const files = Array.from({ length: 60 }, (_, i) => file(`${i}.json`, perfect(`student ${i}`)));
  const began = performance.now();
  expect(markedHandIns(files)).toHaveLength(60);
  expect(performance.now() - began).toBeLessThan(2000);
});

describe('what is no hand-in ends with a sentence that names the file:', () => {
  test.each<[string, string, RegExp]>([
    ['nonsense', 'hello', /^x\.json: This file is no file of answers/],
    ['another JSON', '{}', /^x\.json: This file is not from a lesson/],
    [
      'another lesson',
      writeHandIn({ ...perfect('A'), lesson: 'cooking' }),
      /“cooking”, which there is not here/,
    ],
    [
      'another version',
      writeHandIn({ ...perfect('A'), version: 7 }),
      new RegExp(`is of version 7 .* this is version ${costsLesson.version}:`),
    ],
    [
      'a damaged one',
      writeHandIn(perfect('A')).replace('"tries": 1', '"tries": "one"'),
      /damaged in “done\./,
    ],
  ])('%s', (_, text, sentence) => {
    expect(() => markedHandIns([{ file: 'x.json', text }])).toThrow(sentence);
  });
});

test('one file that cannot be read does not keep the others from being marked', () => {
  const all = classMarks([file('ana.json', perfect('Ana')), { file: 'cut.json', text: '{' }], figureViews);
  expect(all.marked.map(({ name }) => name)).toEqual(['Ana']);
  expect(all.faults).toEqual([{ file: 'cut.json', fault: { what: 'not-json' } }]);
});
