import { expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const options = { json: { type: 'boolean' }, score: { type: 'string' }, phi: { type: 'string' } } as const;
const read = (...args: string[]) => commandLine('predict', options, 2, args);

test('options, words and numbers below zero', () => {
  const { values, positionals } = read('a', '--phi', '-1.5', '--json', 'b');
  expect([values, positionals]).toEqual([{ phi: '-1.5', json: true }, ['a', 'b']]);
});

test('what a command does not have, or cannot make sense of, is a sentence', () => {
  expect(() => read('--padding', 'same')).toThrow(
    'predict has no --padding; it takes --json, --score, --phi.',
  );
  expect(() => read('-x')).toThrow('predict has no -x; it takes');
  expect(() => read('--score')).toThrow('--score needs a value.');
  expect(() => read('--score', '--json')).toThrow('--score needs a value.');
  expect(() => read('--json=yes')).toThrow('--json takes no value.');
  expect(() => read('--score', '1', '--score', '2')).toThrow('--score was given more than once.');
  expect(() => read('a', 'b', 'c')).toThrow('predict takes no “c” after “a b”.');
  expect(() => commandLine('fonts', {}, 0, ['a'])).toThrow('fonts takes no “a”.');
  expect(() => commandLine('fonts', {}, 0, ['--json'])).toThrow('fonts has no --json; it takes no options.');
});

test('what one use of a command makes no use of is refused', () => {
  const line = read('--score', '0.4', '--json');
  expect(() => line.uses('A classifier', 'json')).toThrow(
    'A classifier makes no use of --score; it takes --json.',
  );
  expect(() => line.uses('A detector', 'json', 'score')).not.toThrow();
});
