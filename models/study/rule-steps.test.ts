import { expect, test } from 'vitest';
import { madeUp } from '../../test/study/made-up.ts';
import { measuredNetworks, seedDeviation } from './measured.ts';
import type { StudyRecord } from './recipe.ts';
import { ruleSteps } from './rule-steps.ts';

const toldOf = (...records: readonly StudyRecord[]) => {
  const measured = measuredNetworks(records);
  return ruleSteps(measured, seedDeviation(measured)).map(({ from, to, told }) => [
    from.network.phi,
    to.network.phi,
    told,
  ]);
};

test('a step goes from each trained φ to the next, whatever lies between them', () => {
  expect(toldOf(madeUp('base', 0.5), madeUp('depth-2', 0.5))).toEqual([]);
  expect(toldOf(madeUp('paper-phi2', 0.9), madeUp('paper-phi-1', 0.5), madeUp('base', 0.1))).toEqual([
    [-1, 0, undefined],
    [0, 2, undefined],
  ]);
});

test('two standard deviations of the seed decide, on either side', () => {
  // One degree of freedom: 0.5 and 0.52 deviate by 0.0141; of two runs against one, two deviations are 0.0346.
  const base = [madeUp('base', 0.5), madeUp('base', 0.52, 2)];
  for (const [share, told] of [
    [0.545, true],
    [0.544, false],
    [0.476, false],
    [0.475, true],
  ] as const)
    expect(toldOf(...base, madeUp('paper-phi1', share)), `${share}`).toEqual([[0, 1, told]]);
});
