import { availableParallelism } from 'node:os';
import { checkCommand, runCommand } from './command.ts';
import { type Outcome, oneFailed, type Step } from './step.ts';
import { total } from './tally.ts';
import { vitestCrew, vitestStep } from './vitest-step.ts';

/** Installs a Chromium where there is none. It counts only where it fails. */
const chromium: Step = {
  name: 'chromium',
  cores: 1,
  async run(context): Promise<Outcome> {
    const options = { limitSeconds: 900, onLine: context.progress };
    const { status, output } = await runCommand(process.execPath, ['src/cli/setup/chromium.ts'], options);
    return status === 0 ? { passed: 0, failed: 0, failures: [] } : oneFailed(output);
  },
};

/** Builds the site once; every step that looks at its pages takes this one. */
const build: Step = {
  name: 'build',
  cores: 1,
  run: (context) => checkCommand('Astro build', ['astro', 'build'], context),
};

const types: Step = {
  name: 'types',
  cores: 1,
  // Both write Astro's generated types.
  follows: ['build'],
  async run(context) {
    const checks: [name: string, command: string[]][] = [
      // Without its own list of files it would look through all TypeScript too, which the other does.
      [
        'Astro pages',
        ['astro', 'check', '--tsconfig', 'tsconfig.astro.json', '--minimumFailingSeverity', 'warning'],
      ],
      // TypeScript 7 does the work, and looks through all other files of tsconfig.json with them.
      ['Components and TypeScript', ['svelte-check', '--tsgo', '--fail-on-warnings', '--output', 'human']],
    ];
    const outcomes: Outcome[] = [];
    for (const [name, command] of checks) outcomes.push(await checkCommand(name, command, context));
    return total(outcomes);
  },
};

const lint: Step = {
  name: 'lint',
  cores: 1,
  run: (context) =>
    checkCommand('Biome', ['biome', 'ci', '--colors=off', '--diagnostic-level=error', '.'], context),
};

/** Half of what most test files do is to wait for a page, so there is one worker more than cores; it has the cores to itself but for `types`. */
const tests = { cores: 1, crew: vitestCrew({ workers: availableParallelism() + 1, limitSeconds: 2400 }) };

/** What the steps need that look at the built pages. */
const onPages = ['build', 'chromium'];

/**
 * Every step of `npm test`. Those that may start do so in this order: what the tests wait for, the tests and what else keeps a core
 * busy beside them, and at last, with the machine to itself, the one that holds time and memory against a bound.
 */
export const steps: readonly Step[] = [
  chromium,
  build,
  lint,
  vitestStep('boundaries', { cores: 1, workers: 1, limitSeconds: 300 }),
  { ...tests, name: 'browser', needs: onPages },
  { ...tests, name: 'engine', needs: ['chromium'] },
  { ...tests, name: 'pages', needs: onPages },
  { ...tests, name: 'prose', needs: ['build'] },
  { ...tests, name: 'parity' },
  { ...tests, name: 'unit' },
  types,
  vitestStep('timed', { needs: onPages, cores: Number.POSITIVE_INFINITY, workers: 1, limitSeconds: 900 }),
];
