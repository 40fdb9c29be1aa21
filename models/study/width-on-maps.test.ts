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
const onSmall = [madeUp('resolution-32', 0.4), madeUp('small-width-0.5', 0.42)];

test('gains are of a doubling, from the narrowest to the widest, on each of the two resolutions', () => {
  const both = found(...seeds, madeUp('width-0.55', 0.7), madeUp('width-0.35', 0.65), ...onSmall);
  expect([both?.smaller.resolution, both?.larger.resolution]).toEqual([32, 48]);
  expect([both?.larger.from, both?.larger.to].map((each) => each?.network.name)).toEqual([
    'base',
    'width-0.55',
  ]);
  const { from, to, gain } = both!.larger;
  expect(gain * Math.log2(to.multiplyAdds / from.multiplyAdds)).toBeCloseTo(0.1, 12);
  expect(both?.told).toBe(true);
});

test('what seeds may have made is not told, and other depths do not count', () => {
  expect(found(...seeds, madeUp('width-0.55', 0.622), ...onSmall)?.told).toBe(false);
  expect(found(...seeds, madeUp('depth-2', 0.7), ...onSmall)).toBeUndefined();
  expect(found(madeUp('base', 0.6), madeUp('width-0.55', 0.7), ...onSmall)).toBeUndefined();
});
