import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, root, runCommand } from './command.ts';
import type { Step } from './step.ts';
import { countVitestRun, parseRecords } from './vitest-records.ts';

/** How a Vitest project runs as a step. */
export interface VitestStepOptions extends Pick<Step, 'needs' | 'follows'> {
  readonly cores: number;
  /** How many test files run at once. */
  readonly workers: number;
  readonly limitSeconds: number;
}

/** A step that runs one project of vitest.config.ts, in a process of its own. */
export function vitestStep(project: string, options: VitestStepOptions): Step {
  return {
    name: project,
    cores: options.cores,
    needs: options.needs ?? [],
    follows: options.follows ?? [],
    async run(context) {
      const folder = mkdtempSync(join(tmpdir(), 'phiscope-checks-'));
      const records = join(folder, 'records');
      writeFileSync(records, '');
      try {
        const { status, output } = await runCommand(
          process.execPath,
          [
            'node_modules/vitest/vitest.mjs',
            'run',
            `--project=${project}`,
            `--maxWorkers=${options.workers}`,
            `--reporter=${root}test/steps/vitest-reporter.ts`,
          ],
          {
            environment: { CHECKS_RECORDS: records },
            limitSeconds: options.limitSeconds,
            onLine: (line) => {
              if (/^\S+\.test\.ts: /.test(line)) context.progress(line);
            },
          },
        );
        return countVitestRun(parseRecords(readFileSync(records, 'utf8')), status, lastLines(output, 60));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
