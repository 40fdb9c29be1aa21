import type { Outcome } from './step.ts';

/** What the reporter notes, one a line of its file. */
export type VitestRecord =
  | { readonly kind: 'test'; readonly state: string; readonly name: string; readonly errors: string[] }
  | { readonly kind: 'file'; readonly name: string; readonly tests: number; readonly errors: string[] }
  | { readonly kind: 'end'; readonly errors: string[] };

/**
 * Counts a Vitest run from the reporter's notes and from how the process ended.
 *
 * A test that was skipped is a failure: a check that does not run cannot hold. A file that could not be
 * loaded or holds no test, an error outside any test, a run that stopped before its end and a
 * failing exit status without a failing test are one failure each.
 *
 * @param status the exit status of the process; null where a signal ended it
 * @param output what the process printed, shown where it broke off
 */
export function countVitestRun(
  records: readonly VitestRecord[],
  status: number | null,
  output: string,
): Outcome {
  const failures: string[] = [];
  let passed = 0;
  let ended = false;
  for (const record of records) {
    if (record.kind === 'test') {
      if (record.state === 'passed') passed += 1;
      else if (record.state === 'failed') failures.push([record.name, ...record.errors].join('\n'));
      else failures.push(`${record.name}\nwas not run (${record.state}).`);
    } else if (record.kind === 'file') {
      if (record.errors.length > 0) failures.push([record.name, ...record.errors].join('\n'));
      else if (record.tests === 0) failures.push(`${record.name}\nholds no test.`);
    } else {
      ended = true;
      failures.push(...record.errors);
    }
  }
  if (!ended) failures.push(`The test run stopped before its end (exit status ${status}).\n${output}`);
  else if (records.length === 1) failures.push('There is no test file.');
  else if (status !== 0 && failures.length === 0) {
    failures.push(`No test failed, yet the exit status was ${status}.\n${output}`);
  }
  return { passed, failed: failures.length, failures };
}

/** Reads the reporter's file; a last line that was cut off in a crash is left out. */
export function parseRecords(text: string): VitestRecord[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as VitestRecord);
}
