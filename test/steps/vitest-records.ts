import type { Outcome } from './step.ts';

/** What the reporter notes of a project's tests. */
type ProjectRecord =
  | {
      readonly kind: 'test';
      readonly project: string;
      readonly state: string;
      readonly name: string;
      readonly errors: string[];
    }
  | {
      readonly kind: 'file';
      readonly project: string;
      readonly name: string;
      readonly tests: number;
      readonly errors: string[];
    };

/** What the reporter notes, one a line of its file. */
export type VitestRecord = ProjectRecord | { readonly kind: 'end'; readonly errors: string[] };

/**
 * Counts a Vitest run of some projects from the reporter's notes and from how the process ended; resolves to one outcome a project.
 *
 * A test that was skipped is a failure: a check that does not run cannot hold. A file that could not be
 * loaded or holds no test, and a project without a file, are one failure each. So is, for the first project, an error outside
 * any test and a failing exit status that no failure explains, and for every project a run that stopped before its end.
 *
 * @param status the exit status of the process; null where a signal ended it
 * @param output what the process printed, shown where it broke off
 */
export function countVitestRun(
  records: readonly VitestRecord[],
  projects: readonly string[],
  status: number | null,
  output: string,
): Outcome[] {
  const ends = records.filter((record) => record.kind === 'end');
  const found = projects.map((project) => {
    const own = records
      .filter((record) => record.kind !== 'end')
      .filter((record) => record.project === project);
    const { passed, failures } = countProject(own);
    if (ends.length === 0)
      failures.push(`The test run stopped before its end (exit status ${status}).\n${output}`);
    else if (own.length === 0) failures.push('There is no test file.');
    return { passed, failures };
  });
  const [first] = found;
  first?.failures.push(...ends.flatMap(({ errors }) => errors));
  if (status !== 0 && found.every(({ failures }) => failures.length === 0))
    first?.failures.push(`No test failed, yet the exit status was ${status}.\n${output}`);
  return found.map(({ passed, failures }) => ({ passed, failed: failures.length, failures }));
}

function countProject(records: readonly ProjectRecord[]): {
  passed: number;
  failures: string[];
} {
  const failures: string[] = [];
  let passed = 0;
  for (const record of records) {
    if (record.kind === 'test') {
      if (record.state === 'passed') passed += 1;
      else if (record.state === 'failed') failures.push([record.name, ...record.errors].join('\n'));
      else failures.push(`${record.name}\nwas not run (${record.state}).`);
    } else if (record.errors.length > 0) failures.push([record.name, ...record.errors].join('\n'));
    else if (record.tests === 0) failures.push(`${record.name}\nholds no test.`);
  }
  return { passed, failures };
}

/** Reads the reporter's file; a last line that was cut off in a crash is left out. */
export function parseRecords(text: string): VitestRecord[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as VitestRecord);
}
