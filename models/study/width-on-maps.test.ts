import { expect, test } from 'vitest';
import { madeUp } from '../../test/study/made-up.ts';
import { measuredNetworks, seedDeviation } from './measured.ts';
import type { StudyRecord } from './recipe.ts';
import { widthOnMaps } from './width-on-maps.ts';

const found = (...records: readonly StudyRecord[]) => {
  const measured = measuredNetworks(records);
  return widthOnMaps(measured, seedDeviation(measured));
};
/** Two seeds 0.4 points apart: a run deviates by 0.28 points. */
const seeds = [madeUp('base', 0.598), madeUp('base', 0.602, 2)];
const onBase = (gain: number) => [madeUp('width-0.175', 0.55), madeUp('width-0.35', 0.55 + gain)];
const onSmall = [madeUp('small-width-0.175', 0.4), madeUp('small-width-0.35', 0.42)];

test('gains are of a doubling, between the same two widths on every start', () => {
  const all = found(...seeds, ...onBase(0.1), ...onSmall, madeUp('width-0.55', 0.9), madeUp('depth-2', 0.7));
  expect(all?.gains.map(({ start }) => start)).toEqual(['small', 'base']);
  const { less, more, told } = all!.resolution!;
  expect([less.start, more.start, told]).toEqual(['small', 'base', true]);
  expect([more.from, more.to].map(({ network }) => network.name)).toEqual(['width-0.175', 'width-0.35']);
  expect(more.gain * Math.log2(more.to.multiplyAdds / more.from.multiplyAdds)).toBeCloseTo(0.1, 12);
  expect(all?.depth).toBeUndefined();
});

test('the smallest pictures are held against the largest, and the base against the deep network', () => {
  const large = [madeUp('large-width-0.175', 0.6), madeUp('large-width-0.35', 0.7)];
  const deep = [madeUp('deep-width-0.175', 0.6), madeUp('deep-width-0.35', 0.7)];
  const all = found(...seeds, ...onBase(0.1), ...onSmall, ...large, ...deep)!;
  expect(all.gains.map(({ start }) => start)).toEqual(['small', 'base', 'large', 'deep']);
  expect([all.resolution?.less.start, all.resolution?.more.start]).toEqual(['small', 'large']);
  expect([all.depth?.less.start, all.depth?.more.start]).toEqual(['base', 'deep']);
  expect(all.depth?.told).toBe(false);
});

test('what seeds may have made is not told, and one start alone says nothing', () => {
  expect(found(...seeds, ...onBase(0.022), ...onSmall)?.resolution?.told).toBe(false);
  expect(found(...seeds, ...onBase(0.1), madeUp('small-width-0.35', 0.42))).toBeUndefined();
  expect(found(madeUp('base', 0.6), ...onBase(0.1), ...onSmall)).toBeUndefined();
});
