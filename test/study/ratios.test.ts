import { expect, test } from 'vitest';
import { measuredNetworks, seedDeviation } from '../../models/study/measured.ts';
import { networkOf, ourBases, scaled } from '../../models/study/networks.ts';
import { bestOnValidation, ratiosCompared } from '../../models/study/ratios.ts';
import { readRecords } from '../../src/cli/study/records.ts';
import { madeUp } from './made-up.ts';

const ours = (phi: number) => networkOf(scaled(ourBases, phi)).name;

test('our own ratio is the trained triple whose first run named the most validation pictures right', () => {
  expect(bestOnValidation(measuredNetworks(readRecords()))?.network.triple).toEqual(ourBases);
});

test('validation of the first run chooses, and neither the test nor a later seed', () => {
  const [good, lucky] = [madeUp('grid-1.4-1.2-1', 0.6), madeUp('grid-1.2-1-1.3', 0.7)];
  const chosen = bestOnValidation(
    measuredNetworks([good, { ...lucky, validation: 0.5 }, madeUp('depth-3', 0.9)]),
  );
  expect(chosen?.network.name).toBe('grid-1.4-1.2-1');
  const again = [good, madeUp('grid-1.4-1.2-1', 0.3, 2), { ...lucky, validation: 0.5 }];
  expect(bestOnValidation(measuredNetworks(again))?.network.name).toBe('grid-1.4-1.2-1');
});

test('two ratios are compared where both were trained, and told apart by two deviations of the seed', () => {
  const records = [
    ...[madeUp('base', 0.5), madeUp('base', 0.502, 2)],
    ...[madeUp('paper-phi-1', 0.45), madeUp(ours(-1), 0.4)],
    ...[madeUp('paper-phi1', 0.6), madeUp(ours(1), 0.601)],
    madeUp(ours(2), 0.7),
  ];
  const measured = measuredNetworks(records);
  const compared = ratiosCompared(measured, seedDeviation(measured));
  expect(compared.map(({ phi, told, ours: { test: share } }) => [phi, told, share])).toEqual([
    [-1, true, 0.4],
    [1, false, 0.601],
  ]);
});
