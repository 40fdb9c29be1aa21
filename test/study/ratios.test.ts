import { expect, test } from 'vitest';
import { measuredNetworks, seedDeviation } from '../../models/study/measured.ts';
import { networkOf, ourBases, scaled, studyNetworks } from '../../models/study/networks.ts';
import { ratiosCompared, searched } from '../../models/study/ratios.ts';
import { readRecords } from '../../src/cli/study/records.ts';
import { madeUp } from './made-up.ts';

const ours = (phi: number) => networkOf(scaled(ourBases, phi)).name;

test('our own ratio is the triple whose runs named the most validation pictures right, and all have as many', () => {
  const measured = measuredNetworks(readRecords());
  expect(searched(measured)?.best.network.triple).toEqual(ourBases);
  const grid = measured.filter(({ network }) => network.triple !== undefined);
  expect(grid).toHaveLength(studyNetworks.filter(({ triple }) => triple !== undefined).length);
  for (const { network, records } of grid) expect(records.length, network.name).toBe(2);
});

test('validation chooses, and not the test; a first run alone may choose another', () => {
  const at = (name: string, validation: number, seed: number) => ({
    ...madeUp(name, 1 - validation, seed),
    validation,
  });
  const [steady, lucky] = ['grid-1.4-1.2-1', 'grid-1.2-1-1.3'];
  const found = searched(
    measuredNetworks([
      ...[at(steady, 0.6, 1), at(steady, 0.62, 2), at(lucky, 0.7, 1), at(lucky, 0.3, 2)],
      madeUp('depth-3', 0.9),
    ]),
  );
  expect([found?.best.network.name, found?.byFirst.network.name]).toEqual([steady, lucky]);
  expect([found?.triples, found?.seeds]).toEqual([2, 2]);
  expect(searched(measuredNetworks([madeUp('depth-3', 0.9)]))).toBeUndefined();
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
