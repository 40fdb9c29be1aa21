import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, root, runCommand } from './command.ts';
import type { Crew, Step } from './step.ts';
import { countVitestRun, parseRecords } from './vitest-records.ts';

/** How Vitest runs the projects of a crew. */
export interface VitestOptions {
  /** How many test files run at once. */
  readonly workers: number;
  readonly limitSeconds: number;
}

/**
 * Runs projects of vitest.config.ts, each a step of that name, in one process: its workers take the files of all of them, the
 * longest first, so that none is left without work before the end.
 */
export function vitestCrew({ workers, limitSeconds }: VitestOptions): Crew {
  return {
    async run(steps, progress) {
      const folder = mkdtempSync(join(tmpdir(), 'phiscope-checks-'));
      const records = join(folder, 'records');
      writeFileSync(records, '');
      try {
        const { status, output } = await runCommand(
          process.execPath,
          [
            'node_modules/vitest/vitest.mjs',
            'run',
            ...steps.map(({ name }) => `--project=${name}`),
            `--maxWorkers=${workers}`,
            `--reporter=${root}test/steps/vitest-reporter.ts`,
          ],
          {
            environment: { CHECKS_RECORDS: records },
            limitSeconds,
            onLine: (line) => {
              const [, project, rest = ''] = /^(\S+) (\S+\.test\.ts: .*)/.exec(line) ?? [];
              const step = steps.find(({ name }) => name === project);
              if (step !== undefined) progress(step, rest);
            },
          },
        );
        return countVitestRun(
          parseRecords(readFileSync(records, 'utf8')),
          steps.map(({ name }) => name),
          status,
          lastLines(output, 60),
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A step that runs one project of vitest.config.ts by itself. */
export function vitestStep(
  project: string,
  { workers, limitSeconds, ...step }: VitestOptions & Omit<Step, 'name' | 'crew' | 'run'>,
): Step {
  return { ...step, name: project, crew: vitestCrew({ workers, limitSeconds }) };
}
