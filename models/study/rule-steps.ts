import { byPapersRule } from './findings.ts';
import { differ, type Measured } from './measured.ts';

/** Two networks that are next to each other on the paper's rule. */
export interface RuleStep {
  readonly from: Measured;
  readonly to: Measured;
  /** Whether they differ by more than their seeds do; undefined where no deviation is known. */
  readonly told: boolean | undefined;
}

/** From each φ that was trained to the next one. */
export function ruleSteps(measured: readonly Measured[], deviation: number | undefined): readonly RuleStep[] {
  const points = byPapersRule(measured);
  return points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from === undefined ? [] : [{ from, to, told: differ(from, to, deviation) }];
  });
}
