import { describe, expect, test } from 'vitest';
import { oneFailed, onePassed } from './step.ts';
import { closingLine, exitCode, total } from './tally.ts';

describe('the tally', () => {
  test('adds passes, failures and their texts', () => {
    const sum = total([onePassed, oneFailed('first'), { passed: 3, failed: 1, failures: ['second'] }]);
    expect(sum).toEqual({ passed: 4, failed: 2, failures: ['first', 'second'] });
  });

  test('closes with the one line that is read by machines', () => {
    expect(closingLine(total([onePassed, onePassed]))).toBe('2 passed, 0 failed');
  });

  test('fails where something failed and where nothing was checked', () => {
    expect(exitCode(onePassed)).toBe(0);
    expect(exitCode(total([onePassed, oneFailed('x')]))).toBe(1);
    expect(exitCode(total([]))).toBe(1);
  });
});
