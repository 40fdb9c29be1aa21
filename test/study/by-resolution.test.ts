import { expect, test } from 'vitest';
import { byResolution } from '../../models/study/by-resolution.ts';
import { measuredNetworks, seedDeviation } from '../../models/study/measured.ts';
import { byResolutionSaid } from '../../src/words/en/study-search.ts';
import { madeUp } from './made-up.ts';

const seeds = [madeUp('base', 0.5), madeUp('base', 0.52, 2)];
const low = [madeUp('grid-1.4-1.2-1', 0.6), madeUp('grid-1.6-1.1-1', 0.62), madeUp('grid-1.2-1.3-1', 0.64)];
const high = [madeUp('grid-1-1-1.4', 0.7), madeUp('grid-1.2-1-1.3', 0.72), madeUp('grid-1-1.2-1.2', 0.77)];
const parted = (records: Parameters<typeof measuredNetworks>[0]) => {
  const measured = measuredNetworks(records);
  return byResolution(measured, seedDeviation(measured));
};

test('triples are parted at their median γ, and told apart by what seeds do to the means', () => {
  const found = parted([...seeds, ...low, ...high])!;
  expect(found).toMatchObject({ gamma: 1.2, told: true });
  expect(found.more).toMatchObject({ count: 3, least: 0.7, most: 0.77 });
  expect(found.more.test).toBeCloseTo(0.73, 12);
  expect(found.less.test).toBeCloseTo(0.62, 12);
  const costs = low.map(({ multiplyAdds }) => multiplyAdds);
  expect(found.less.multiplyAdds).toBeCloseTo((costs[0]! + costs[1]! + costs[2]!) / 3, 3);
  // The deviation is 0.02 / √2: two of a difference of means of three runs each are 0.0231.
  const shifted = (by: number) => high.map((each) => ({ ...each, test: each.test - 0.11 + by }));
  expect(parted([...seeds, ...low, ...shifted(0.0232)])!.told).toBe(true);
  expect(parted([...seeds, ...low, ...shifted(0.023)])!.told).toBe(false);
  // A second seed of one of them makes its mean surer.
  const again = madeUp('grid-1.4-1.2-1', 0.6, 2);
  expect(parted([...seeds, ...low, again, ...shifted(0.023)])!.told).toBe(true);
});

test('nothing is parted without three triples a side, or without a second seed of anything', () => {
  expect(parted([...seeds, ...low, ...high.slice(1)])).toBeUndefined();
  expect(parted([...low, ...high])).toBeUndefined();
});

test('the sentence concludes only from what is told', () => {
  const found = parted([...seeds, ...low, ...high])!;
  expect(byResolutionSaid(found)).toMatch(
    /^The 3 that raise resolution most, γ of 1\.2 and more, name 73\.0.% right on average \(70\.0.% to 77\.0.%\).*; the other 3 name 62\.0.% right on average \(60\.0.% to 64\.0.%\).*\. This base gains most from a larger picture\.$/,
  );
  expect(byResolutionSaid({ ...found, told: false })).toMatch(/; what seeds move could be all of that\.$/);
  const turned = byResolutionSaid({ ...found, more: found.less, less: found.more });
  expect(turned).toMatch(/gains more from layers and channels than from a larger picture\.$/);
});
