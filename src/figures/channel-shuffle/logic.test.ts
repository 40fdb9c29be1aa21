import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../models/operators/builder.ts';
import { plainRun } from '../../../models/operators/plain.ts';
import { knownSentence } from '../../words/en/figures/channel-shuffle.ts';
import { journeyOf, shuffled } from './logic.ts';
import { channelCount, mostUnits } from './view.ts';

test('channels are dealt out as the operator deals them', () => {
  for (const channels of [4, 8, 116]) {
    const builder = new GraphBuilder('shuffle', 'same');
    const x = builder.input([1, 1, channels]);
    builder.output('output', builder.shuffleChannels(x, { name: 'shuffle', groups: 2 }));
    const places = Float32Array.from({ length: channels }, (_, c) => c);
    const out = plainRun(builder.build(), new Map(), { input: places }).at(-1)!.data;
    expect([...out]).toEqual(shuffled([...places]));
  }
});

test('by hand: one unit of eight channels', () => {
  const [, after] = journeyOf(8, 1, true);
  expect(after?.map(({ from }) => from)).toEqual([0, 4, 1, 5, 2, 6, 3, 7]);
  expect(after?.map(({ worked }) => worked)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
});

test('with shuffling all channels but the first soon know of each other; without it half of them never change', () => {
  const last = journeyOf(channelCount, mostUnits, true).at(-1)!;
  // The shuffle leaves the first channel in its place, so no unit of the stage ever works on it.
  expect(last[0]).toEqual({ from: 0, worked: 0, knows: new Set([0]) });
  for (const { worked, knows } of last.slice(1)) {
    expect(worked).toBeGreaterThan(0);
    expect(knows.size).toBe(channelCount - 1);
  }
  const stuck = journeyOf(channelCount, mostUnits, false).at(-1)!;
  expect(stuck.map(({ worked }) => worked)).toEqual([0, 0, 0, 0, 6, 6, 6, 6]);
  expect(stuck.filter(({ knows }) => knows.size === 1)).toHaveLength(channelCount / 2);
});

test('of the 116 channels of the second stage, too, one is never worked on', () => {
  const last = journeyOf(116, 7, true).at(-1)!;
  expect(last.filter(({ worked }) => worked === 0).map(({ from }) => from)).toEqual([0]);
});

test('what is known, in words', () => {
  expect(knownSentence({ units: 0, channels: 8, most: 1, untouched: 8 })).toMatch(/^The map that comes in/);
  expect(knownSentence({ units: 2, channels: 8, most: 4, untouched: 2 })).toBe(
    'After 2 units 2 of 8 channels are as they came in; the best informed knows of 4.',
  );
});
