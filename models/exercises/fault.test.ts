import { expect, test } from 'vitest';
import type { Fault } from './exercise.ts';
import { isAnswerable, markable, nothing, rightMark, wrongPart } from './fault.ts';
import { readHandIn, writeHandIn } from './hand-in.ts';
import { verdict } from './verdict.ts';

/** “`a` and `b` are below 10, because numbers are.” */
const below: Fault<{ readonly a: number; readonly b: number }> = {
  kind: 'fault',
  id: 'below',
  goal: null,
  variants: () => [
    { a: 3, b: 12 },
    { a: 3, b: 4 },
  ],
  parts: { a: ({ a }) => a < 10, b: ({ b }) => b < 10 },
  reasons: ['large', 'small', 'odd'],
  reason: ({ a, b }) => (Math.max(a, b) < 10 ? 'small' : 'large'),
};
const [first, second] = below.variants() as [{ a: number; b: number }, { a: number; b: number }];

test('what can be marked are the parts in reading order, and that nothing is wrong', () => {
  expect(markable(below)).toEqual(['a', 'b', nothing]);
});

test('the wrong part is computed, and so is that there is none; two wrong parts are no claim that can be answered', () => {
  expect(rightMark(below, first)).toEqual(['b', 'large']);
  expect(rightMark(below, second)).toEqual([nothing, 'small']);
  expect(wrongPart(below, { a: 30, b: 4 })).toBe('a');
  expect(isAnswerable(below, first)).toBe(true);
  expect(isAnswerable(below, second)).toBe(true);
  expect(isAnswerable(below, { a: 30, b: 12 })).toBe(false);
});

test('right are both halves; else it is said which one is', () => {
  const of = (...answer: string[]) => verdict(below, first, answer);
  expect(of('b', 'large')).toEqual({ state: 'right', value: null });
  expect(of('b', 'odd')).toEqual({ state: 'fault', slip: 'odd', part: true, reason: false });
  expect(of('a', 'large')).toEqual({ state: 'fault', slip: 'a', part: false, reason: true });
  expect(of(nothing, 'odd')).toEqual({ state: 'fault', slip: nothing, part: false, reason: false });
});

test('one half alone asks for the other one; neither is an empty answer', () => {
  expect(verdict(below, first, ['b', ''])).toEqual({ state: 'half', missing: 'reason' });
  expect(verdict(below, first, ['b'])).toEqual({ state: 'half', missing: 'reason' });
  expect(verdict(below, first, ['', 'large'])).toEqual({ state: 'half', missing: 'part' });
  for (const answer of ['', ' ', [], ['', '']])
    expect(verdict(below, first, answer)).toEqual({ state: 'empty' });
});

test('what is no part or no reason is not read, nor is the one word of an earlier version of a lesson', () => {
  for (const answer of ['both', 'b', ['c', 'large'], ['b', 'why'], ['large', 'b'], ['b', 'large', 'odd']])
    expect(verdict(below, first, answer)).toEqual({ state: 'unread' });
  const work = {
    lesson: 'x',
    version: 1,
    word: '',
    name: '',
    done: { below: { answer: 'both', tries: 1, hints: 0 } },
  };
  expect(readHandIn(writeHandIn(work))).toEqual(work);
});
