import { expect, test } from 'vitest';
import { madeUp } from '../../test/study/made-up.ts';
import { firstGains } from './first-gains.ts';
import type { StudyRecord } from './recipe.ts';

const short = (name: string, test: number, seed: number, gain?: 1): StudyRecord => ({
  ...madeUp(name, test, seed),
  ...{ task: 'easy', seen: 40_000, distinct: 40_000 },
  ...(gain && { gain }),
});

test('both beginnings are held against each other over the seeds that both have, the shallowest first', () => {
  const found = firstGains([
    ...[short('small-depth-3', 0.7, 1), short('small-depth-3', 0.3, 1, 1), short('small-depth-3', 0.9, 2)],
    ...[short('resolution-32', 0.6, 1), short('resolution-32', 0.62, 2)],
    ...[short('resolution-32', 0.58, 1, 1), short('resolution-32', 0.6, 2, 1)],
    ...[short('small-depth-2', 0.5, 1), short('small-depth-0.5', 0.4, 1, 1), madeUp('resolution-32', 0.1)],
  ]);
  expect(found.map(({ network, seeds }) => [network.name, ...seeds])).toEqual([
    ['resolution-32', 1, 2],
    ['small-depth-3', 1],
  ]);
  expect(found[0]).toMatchObject({ zero: expect.closeTo(0.61, 12), one: expect.closeTo(0.59, 12) });
  expect(found[1]).toMatchObject({ zero: 0.7, one: 0.3, seen: 40_000 });
});
