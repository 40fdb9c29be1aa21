import { checkCommand, runCommand } from './command.ts';
import { type Outcome, oneFailed, type Step } from './step.ts';
import { total } from './tally.ts';
import { vitestStep } from './vitest-step.ts';

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
      // Without its own list of files it would look through all TypeScript too, which the other two do.
      [
        'Astro pages',
        ['astro', 'check', '--tsconfig', 'tsconfig.astro.json', '--minimumFailingSeverity', 'warning'],
      ],
      ['Svelte components', ['svelte-check', '--fail-on-warnings', '--output', 'human']],
      ['TypeScript', ['tsc', '-p', '.', '--noEmit']],
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

/** What the steps that look at the built pages share. */
const onPages = { needs: ['build', 'chromium'], workers: 1, limitSeconds: 1800 };

/**
 * Every step of `npm test`. Those that may start do so in this order: the long ones first, so that the cores have
 * work to the end, and at last, with the machine to itself, the one that holds time and memory against a bound.
 */
export const steps: readonly Step[] = [
  chromium,
  build,
  lint,
  vitestStep('boundaries', { cores: 1, workers: 1, limitSeconds: 300 }),
  vitestStep('browser', { ...onPages, cores: 1 }),
  vitestStep('engine', { ...onPages, needs: ['chromium'], cores: 1 }),
  vitestStep('unit', { cores: 1, workers: 1, limitSeconds: 1800 }),
  vitestStep('pages', { ...onPages, cores: 1 }),
  vitestStep('prose', { needs: ['build'], cores: 1, workers: 1, limitSeconds: 600 }),
  types,
  vitestStep('parity', { cores: 1, workers: 1, limitSeconds: 1800 }),
  vitestStep('timed', { ...onPages, cores: Number.POSITIVE_INFINITY }),
];
