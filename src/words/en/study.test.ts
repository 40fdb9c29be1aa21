import { expect, test } from 'vitest';
import { measuredNetworks, seedDeviation } from '../../../models/study/measured.ts';
import { findStudyNetwork, studyNetworks } from '../../../models/study/networks.ts';
import { ruleSteps } from '../../../models/study/rule-steps.ts';
import { widthOnMaps as foundOnMaps } from '../../../models/study/width-on-maps.ts';
import { madeUp } from '../../../test/study/made-up.ts';
import { gainsSaid, nameOf, ruleRow, ruleStepsSaid, widthOnMaps } from './study.ts';

const said = (...records: readonly (readonly [name: string, test: number, seed?: number])[]) => {
  const measured = measuredNetworks(records.map(([name, test, seed]) => madeUp(name, test, seed)));
  return ruleStepsSaid(ruleSteps(measured, seedDeviation(measured))).replaceAll('\u202f', ' ');
};

test('networks have names of their own', () => {
  const names = studyNetworks.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      ...['φ = −1.0', 'depth 0.5', '24 px', 'at 32 px, width 0.35'],
      'at 48 px and depth 2, width 0.35',
    ]),
  );
});

test('of single seeds nothing is ranked', () => {
  expect(said(['base', 0.5], ['paper-phi1', 0.9])).toBe(
    'Each was trained with one seed so far. What another seed would move is not known, so none of them is called better than another.',
  );
});

test('what seeds can tell apart is told, and what they cannot is not', () => {
  const text = said(['base', 0.5], ['base', 0.52, 2], ['paper-phi1', 0.6], ['paper-phi2', 0.61]);
  expect(text).toMatch(
    /^φ = 0\.0 names 51\.0 % right, and φ = 1\.0 names 60\.0 %, at \d\.\d times the multiply-adds\. φ = 1\.0 /,
  );
  expect(text).toMatch(
    /and φ = 2\.0 names 61\.0 %, at \d\.\d times the multiply-adds; what seeds move could be all of that\.$/,
  );
});

test('a row says how many seeds there were', () => {
  const [base] = measuredNetworks([madeUp('base', 0.5), madeUp('base', 0.52, 2)]);
  expect(ruleRow(base!).map((cell) => String(cell).replace('\u202f', ' '))).toEqual([
    ...['φ = 0.0', '2.02 million', '51.0 %', '2'],
  ]);
});

test('what width brings on larger pictures and on a deeper network is told in two sentences', () => {
  const measured = measuredNetworks([
    ...[madeUp('base', 0.598), madeUp('base', 0.602, 2)],
    ...[madeUp('width-0.175', 0.55), madeUp('width-0.35', 0.65)],
    ...[madeUp('small-width-0.175', 0.4), madeUp('small-width-0.35', 0.42)],
    ...[madeUp('deep-width-0.175', 0.55), madeUp('deep-width-0.35', 0.65)],
  ]);
  const found = foundOnMaps(measured, seedDeviation(measured));
  expect(widthOnMaps(found!).replaceAll('\u202f', ' ')).toMatch(
    /^Our small networks .* brings 6\.1 points at 48 px, 1\.3 points at 32 px: here too width buys more where the picture is larger\. It brings \d\.\d points at 48 px and depth 2, 6\.1 points at 48 px: which of the two is more, seeds leave open\.$/,
  );
});

test('what becomes of a network whose gains all begin at 1 stands beside what it would have been', () => {
  const of = (name: string, zero: number, one: number) => ({
    ...{ network: findStudyNetwork(name)!, seen: 40_000, seeds: [1, 2], zero, one },
  });
  const both = [of('resolution-32', 0.63, 0.443), of('small-depth-3', 0.616, 0.107)];
  expect(gainsSaid(both).replaceAll('\u202f', ' ')).toBe(
    'After 40,000 pictures of the easier task, with gains that began at 0 and with all of them at 1, the network of depth 1 names 63.0 % and 44.3 % of the test pictures right and that of depth 3 names 61.6 % and 10.7 % (means of 2 seeds).',
  );
  expect(gainsSaid([])).toBe('');
});
