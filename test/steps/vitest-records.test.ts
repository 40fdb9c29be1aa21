import { describe, expect, test } from 'vitest';
import { countVitestRun, parseRecords, type VitestRecord } from './vitest-records.ts';

const passed: VitestRecord = { kind: 'test', state: 'passed', name: 'a', errors: [] };
const failed: VitestRecord = { kind: 'test', state: 'failed', name: 'b', errors: ['1 is not 2'] };
const skipped: VitestRecord = { kind: 'test', state: 'skipped', name: 'c', errors: [] };
const file: VitestRecord = { kind: 'file', name: 'x.test.ts', tests: 1, errors: [] };
const end: VitestRecord = { kind: 'end', errors: [] };

describe('counting a Vitest run', () => {
  test('counts tests, not files', () => {
    expect(countVitestRun([passed, passed, file, end], 0, '')).toEqual({
      passed: 2,
      failed: 0,
      failures: [],
    });
  });

  test('counts a failed test with what went wrong', () => {
    const outcome = countVitestRun([passed, failed, file, end], 1, '');
    expect(outcome).toMatchObject({ passed: 1, failed: 1 });
    expect(outcome.failures).toEqual(['b\n1 is not 2']);
  });

  test('counts a skipped test as failed', () => {
    expect(countVitestRun([skipped, file, end], 0, '')).toMatchObject({ passed: 0, failed: 1 });
  });

  test('counts a file that cannot be loaded, and one without a test', () => {
    const broken: VitestRecord = { kind: 'file', name: 'y.test.ts', tests: 0, errors: ['no such module'] };
    const empty: VitestRecord = { kind: 'file', name: 'z.test.ts', tests: 0, errors: [] };
    expect(countVitestRun([broken, empty, end], 1, '')).toMatchObject({ passed: 0, failed: 2 });
  });

  test('counts a run that stopped before its end, beside what it had found', () => {
    const outcome = countVitestRun([passed, failed], null, 'heap out of memory');
    expect(outcome).toMatchObject({ passed: 1, failed: 2 });
    expect(outcome.failures[1]).toContain('heap out of memory');
  });

  test('counts an error outside any test, and a failing exit status that nothing explains', () => {
    const unhandled: VitestRecord = { kind: 'end', errors: ['unhandled rejection'] };
    expect(countVitestRun([passed, unhandled], 1, '')).toMatchObject({ passed: 1, failed: 1 });
    expect(countVitestRun([passed, end], 1, '')).toMatchObject({ passed: 1, failed: 1 });
  });

  test('a run that found no test file fails', () => {
    expect(countVitestRun([end], 1, '')).toMatchObject({ passed: 0, failed: 1 });
    expect(countVitestRun([], 1, 'no such project')).toMatchObject({ passed: 0, failed: 1 });
  });
});

test('the records of a crashed run are read up to the line that was cut off', () => {
  const text = `${JSON.stringify(passed)}\n${JSON.stringify(file)}\n{"kind":"te`;
  expect(parseRecords(text)).toEqual([passed, file]);
});
