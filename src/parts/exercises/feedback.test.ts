import { describe, expect, test } from 'vitest';
import type { Exercise, Fault } from '../../../models/exercises/exercise.ts';
import { type Verdict, verdict } from '../../../models/exercises/verdict.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';
import { claimOf } from './claim.ts';
import { feedback } from './feedback.ts';

const say: ExerciseWords<unknown> = {
  title: 'A title',
  question: () => 'A question?',
  right: (_, value) => (value == null ? 'It is so.' : `It is ${value}.`),
  slips: { swapped: () => 'They are swapped.' },
  hints: [],
  conditions: {
    cost: { asked: () => 'at most a billion', now: (value) => `${value} billion` },
    width: { asked: () => 'the width as it was', now: (value) => `${value} times` },
  },
};
const standing = [
  { name: 'width', met: true, value: 1 },
  { name: 'cost', met: false, value: 3 },
];

describe('what is said of an answer:', () => {
  test.each<[Exclude<Exercise['kind'], 'fault'>, Verdict, string]>([
    ['number', { state: 'right', value: null }, 'Right. It is so.'],
    ['read', { state: 'right', value: 0.5 }, 'Right. It is 0.5.'],
    ['number', { state: 'wrong', slip: 'swapped', factor: 2 }, 'Not yet. They are swapped.'],
    [
      'number',
      { state: 'wrong', slip: null, factor: 2 },
      'Not yet. That is too large, 2 times the right value.',
    ],
    [
      'set',
      { state: 'set', slip: null, standing },
      'Not yet. Asked is: at most a billion. The figure shows: 3 billion.',
    ],
    [
      'set',
      { state: 'set', slip: 'swapped', standing },
      'Not yet. They are swapped. Asked is: at most a billion. The figure shows: 3 billion.',
    ],
    [
      'read',
      { state: 'read', slip: null, band: { value: 0.5, from: 0.48, to: 0.52 } },
      'Not yet. Your own figure says 0.48 to 0.52.',
    ],
    [
      'read',
      { state: 'read', slip: 'swapped', band: { value: 0.5, from: 0.5, to: 0.5 } },
      'Not yet. They are swapped. Your own figure says 0.5.',
    ],
    ['predict', { state: 'noted', truth: 22, guess: 40 }, 'You said 40. It is 22.'],
    [
      'predict',
      { state: 'noted', truth: null, guess: 40 },
      'Your guess is noted. Now let the figure answer.',
    ],
  ])('%s, %j', (kind, found, sentence) => {
    expect(feedback({ kind }, say, null, found)).toBe(sentence);
  });
  test('before a run it says what to do', () => {
    expect(feedback({ kind: 'read' }, say, null, { state: 'unmeasured' })).toMatch(/run the figure first/);
    expect(feedback({ kind: 'set' }, say, null, { state: 'unread' })).toMatch(/could not be read/);
  });
});

describe('what is said of a claim:', () => {
  const fault: Fault = {
    kind: 'fault',
    id: 'a-claim',
    goal: null,
    variants: () => [null],
    parts: { first: () => true, second: () => false },
    reasons: ['swapped', 'large'],
    reason: () => 'large',
  };
  const told: ExerciseWords<unknown> = {
    ...say,
    claim: {
      source: () => 'often heard',
      text: () => [['first', 'It is red'], ' and ', ['second', 'small'], '.'],
      parts: {
        first: { label: 'That it is red', needs: () => 'It would have to be red, and is.' },
        second: { label: 'That it is small', needs: () => 'It would have to be small.' },
      },
      reasons: { swapped: 'They are swapped', large: 'It is large' },
    },
  };
  const of = (...answer: string[]) => feedback(fault, told, null, verdict(fault, null, answer));
  test('the whole of it stands in quotation marks, with where it is said', () => {
    const { whole, source } = claimOf(fault, told, null);
    expect(whole).toBe('“It is red and small.” (often heard)');
    expect(source).toBe('often heard');
    const printed = { ...told, claim: { ...told.claim!, source: () => 'a paper, page 3' } };
    expect(claimOf(fault, printed, null).whole).toBe('“It is red and small.” (a paper, page 3)');
  });
  test('a part that holds is said to hold, and what it would need; which half is right is said', () => {
    expect(of('second', 'large')).toBe('Right. It is so.');
    expect(of('first', 'swapped')).toBe('Not yet. What you marked holds. It would have to be red, and is.');
    expect(of('first', 'large')).toMatch(/^Not yet\. What you marked holds\. .* Your reason is a good one/);
    expect(of('second', 'swapped')).toMatch(/^Not yet\. You marked the right place\. .* They are swapped\.$/);
    expect(of('nothing', 'swapped')).toMatch(/^Not yet\. For that every part would have to hold/);
  });
  test('one half asks for the other', () => {
    expect(of('second', '')).toMatch(/Now choose the reason\.$/);
    expect(of('', 'large')).toMatch(/Now mark what it is about/);
    expect(of('', '')).toMatch(/^Mark the part that is wrong/);
  });
});
