import type { Outcome } from './step.ts';

/** Adds outcomes up. */
export function total(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, 0),
    failures: outcomes.flatMap((outcome) => outcome.failures),
  };
}

/** The last line that `npm test` prints. */
export function closingLine(outcome: Outcome): string {
  return `${outcome.passed} passed, ${outcome.failed} failed`;
}

/** 0 where everything held; 1 where something failed or where nothing was checked at all. */
export function exitCode(outcome: Outcome): 0 | 1 {
  return outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
}
