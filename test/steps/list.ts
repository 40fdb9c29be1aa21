import { checkCommand } from './command.ts';
import type { Step } from './step.ts';
import { total } from './tally.ts';
import { vitestStep } from './vitest-step.ts';

const types: Step = {
  name: 'types',
  cores: 1,
  follows: ['build'],
  async run(context) {
    const checks: [string, string[]][] = [
      ['Astro pages', ['astro', 'check', '--minimumFailingSeverity', 'warning']],
      ['Svelte components', ['svelte-check', '--fail-on-warnings', '--output', 'human']],
      ['TypeScript', ['tsc', '-p', '.', '--noEmit']],
    ];
    const outcomes = [];
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

/** Every step of `npm test`, in the order in which they start. */
export const steps: readonly Step[] = [
  lint,
  types,
  vitestStep('boundaries', { cores: 1, workers: 1, limitSeconds: 120 }),
  vitestStep('unit', { cores: 1, workers: 1, limitSeconds: 300 }),
  vitestStep('parity', { cores: 1, workers: 1, limitSeconds: 480 }),
];
