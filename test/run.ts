// Runs the checks: all of them, or the steps named on the command line (npm test -- unit lint).
import { availableParallelism } from 'node:os';
import { steps } from './steps/list.ts';
import { chooseSteps, runSteps } from './steps/schedule.ts';
import { type Outcome, oneFailed, type Step } from './steps/step.ts';
import { closingLine, exitCode, total } from './steps/tally.ts';

const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`;
const column = Math.max(...steps.map((step) => step.name.length));
const say = (step: Step, line: string): void =>
  console.log(`${seconds()}  ${step.name.padEnd(column)}  ${line}`);

async function check(names: readonly string[]): Promise<Outcome> {
  const outcomes = await runSteps(chooseSteps(steps, names), availableParallelism(), {
    started: (step) => say(step, 'begins'),
    progress: say,
    ended: (step, outcome, took) => say(step, `${closingLine(outcome)} in ${took.toFixed(1)} s`),
  });
  return total(outcomes);
}

const outcome = await check(process.argv.slice(2)).catch((error: Error) => oneFailed(error.message));
outcome.failures.forEach((failure, index) => {
  console.log(`\n── Failure ${index + 1} of ${outcome.failures.length} ──\n${failure}`);
});
console.log(`\n${closingLine(outcome)}`);
process.exitCode = exitCode(outcome);
