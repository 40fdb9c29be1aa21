import { describe, expect, test } from 'vitest';
import { countVitestRun, parseRecords, type VitestRecord } from './vitest-records.ts';

const project = 'unit';
const passed: VitestRecord = { kind: 'test', project, state: 'passed', name: 'a', errors: [] };
const failed: VitestRecord = { kind: 'test', project, state: 'failed', name: 'b', errors: ['1 is not 2'] };
const skipped: VitestRecord = { kind: 'test', project, state: 'skipped', name: 'c', errors: [] };
const file: VitestRecord = { kind: 'file', project, name: 'x.test.ts', tests: 1, errors: [] };
const end: VitestRecord = { kind: 'end', errors: [] };

/** The outcome of a run of one project. */
function count(records: readonly VitestRecord[], status: number | null, output = '') {
  const [outcome] = countVitestRun(records, [project], status, output);
  return outcome!;
}

describe('counting a Vitest run', () => {
  test('counts tests, not files', () => {
    expect(count([passed, passed, file, end], 0)).toEqual({ passed: 2, failed: 0, failures: [] });
  });

  test('counts a failed test with what went wrong', () => {
    const outcome = count([passed, failed, file, end], 1);
    expect(outcome).toMatchObject({ passed: 1, failed: 1 });
    expect(outcome.failures).toEqual(['b\n1 is not 2']);
  });

  test('counts a skipped test as failed', () => {
    expect(count([skipped, file, end], 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('counts a file that cannot be loaded, and one without a test', () => {
    const broken: VitestRecord = { ...file, name: 'y.test.ts', tests: 0, errors: ['no such module'] };
    const empty: VitestRecord = { ...file, name: 'z.test.ts', tests: 0 };
    expect(count([broken, empty, end], 1)).toMatchObject({ passed: 0, failed: 2 });
  });

  test('counts a run that stopped before its end, beside what it had found', () => {
    const outcome = count([passed, failed], null, 'heap out of memory');
    expect(outcome).toMatchObject({ passed: 1, failed: 2 });
    expect(outcome.failures[1]).toContain('heap out of memory');
  });

  test('counts an error outside any test, and a failing exit status that nothing explains', () => {
    const unhandled: VitestRecord = { kind: 'end', errors: ['unhandled rejection'] };
    expect(count([passed, unhandled], 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(count([passed, end], 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  test('a run that found no test file fails', () => {
    expect(count([end], 1)).toMatchObject({ passed: 0, failed: 1 });
    expect(count([], 1, 'no such project')).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('counting a run of several projects', () => {
  const projects = [project, 'browser'];
  const elsewhere = { ...failed, project: 'browser' };
  const numbers = (records: readonly VitestRecord[], status: number | null) =>
    countVitestRun(records, projects, status, '').map(({ passed, failed }) => [passed, failed]);

  test('gives each its own tests, and a failure to no other', () => {
    expect(numbers([passed, file, elsewhere, elsewhere, end], 1)).toEqual([
      [1, 0],
      [0, 2],
    ]);
  });

  test('loses no error outside any test, no run that broke off and no project that had no file', () => {
    const both = [passed, { ...passed, project: 'browser' } as const];
    expect(numbers([...both, { kind: 'end', errors: ['unhandled rejection'] }], 1)).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(numbers([...both, end], 1)).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(numbers(both, null)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(numbers([passed, file, end], 0)).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

test('the records of a crashed run are read up to the line that was cut off', () => {
  const text = `${JSON.stringify(passed)}\n${JSON.stringify(file)}\n{"kind":"te`;
  expect(parseRecords(text)).toEqual([passed, file]);
});
