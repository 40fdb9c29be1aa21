import { describe, expect, test } from 'vitest';
import { root } from '../steps/command.ts';
import { readSources } from './sources.ts';
import { typedTruths } from './typed-truths.ts';

test('no right answer of an exercise, and no mistake, is typed in', () => {
  const sources = readSources(root, ['models/exercises'], ['.ts']);
  expect([...sources.values()].join('\n').match(/^ {2}truth: /gm)?.length).toBeGreaterThan(10);
  expect(typedTruths(sources)).toEqual([]);
});

const inExercise = (text: string) => typedTruths(new Map([['models/exercises/a.ts', text]]));

describe('a planted one is found:', () => {
  test.each([
    ['a number', 'const a = { truth: () => 10838016 };'],
    ['below nothing', 'const a = { truth: () => -3 };'],
    ['a sum of numbers', 'const a = { truth: () => Math.round(2 * 3.5) };'],
    ['one way of two', 'const a = { truth: ({ side }) => (side > 2 ? 4 : whole / side) };'],
    ['behind a return', 'const a = { truth: (v) => { if (v.side > 2) return 4; return whole / v.side; } };'],
    ['a constant of the file', 'const right = 3843;\nconst a = { truth: () => right };'],
    ['a constant of constants', 'const k = 3;\nconst c = 2 * k;\nconst a = { truth: () => c + 1 };'],
    ['a field of the variant', 'const a = { variants: () => [{ right: 7 }], truth: ({ right }) => right };'],
    ['the same, whole', 'const a = { variants: () => [{ right: 7 }], truth: (v) => v.right };'],
    ['an option, whatever is asked', "const a = { truth: () => 'both' };"],
    ['an order', "const a = { items: () => [{ id: 'a', value: 3 }, { id: 'b', value: 2 }] };"],
    ['a band', 'const a = { band: () => ({ value: 1, from: 0.9, to: 1.1 }) };'],
    ['a view', 'const a = { accepted: () => ({ phi: 1.02 }) };'],
    ['a mistake', 'const a = { slips: { six: () => 6 } };'],
    ['a part of a claim that holds', 'const a = { parts: { first: () => true } };'],
    ['a part that holds by two numbers', 'const a = { parts: { first: () => 3 > 2 } };'],
    ['a reason, whatever is asked', "const a = { reason: () => 'more' };"],
    ['no function', 'const a = { truth: 7 };'],
  ])('%s', (_, text) => {
    expect(inExercise(text)).toHaveLength(1);
  });
});

describe('what is computed is not:', () => {
  test.each([
    ['of the variant', 'const a = { truth: ({ side }) => 2 * side ** 2 };'],
    ['by a function', 'const a = { truth: () => pooled };'],
    [
      'a field that is computed',
      'const a = { variants: () => [{ right: costOf(g) }], truth: ({ right }) => right };',
    ],
    ['an option, by what is asked', "const a = { truth: ({ mixes }) => (mixes ? 'both' : 'neither') };"],
    ['a part of a claim', 'const a = { parts: { first: ({ held }) => held === 19 } };'],
    ['a reason, by what is asked', "const a = { reason: ({ held }) => (held > 16 ? 'more' : 'same') };"],
    ['none', 'const a = { slips: { down: ({ n }) => (n === 1 ? null : n - 1) } };'],
    ['what stands in for nothing', 'const a = { truth: (v) => costs.get(v.stage) ?? 0 };'],
  ])('%s', (_, text) => {
    expect(inExercise(text)).toEqual([]);
  });
});
