import { expect, test } from 'vitest';
import { findNetwork } from '../../../models/families/index.ts';
import { b0, places, reachOf } from './blocks.ts';

const all = places(b0());

test('stem, sixteen blocks, head; the blocks have gates', () => {
  expect(all.map(({ tap }) => tap)).toHaveLength(18);
  expect(all[0]).toEqual({
    tap: 'stem',
    label: 'stage 1, the stem: 112×112×32',
    name: 'stage 1, the stem',
    shape: [112, 112, 32],
  });
  expect(all[17]?.label).toBe('stage 9, before pooling: 7×7×1280');
  expect(all.filter(({ gates }) => gates !== undefined)).toHaveLength(16);
  expect(all[3]).toMatchObject({ tap: 'stage3/block1/output', gates: 'stage3/block1/se/scale' });
});

test('what is a block is said by the builder, however it is called', () => {
  const units = places(findNetwork('shufflenet-v2-1.0')!.member.network());
  expect(units.map(({ name }) => name).slice(0, 2)).toEqual(['the stem', 'stage 2, block 0']);
  expect(units.filter(({ block }) => block !== undefined)).toHaveLength(16);
  expect(units.every(({ gates }) => gates === undefined)).toBe(true);
  // Taps that are called like blocks', in a graph whose builder spoke of none.
  expect(places({ ...b0(), scopes: [] }).map(({ tap }) => tap)).toEqual(['stem', 'head']);
});

test('a cell of the stem sees 3×3 pixels, one of the head everything', () => {
  expect(reachOf(b0(), 'stem', { row: 10, column: 20 })).toEqual({
    left: 40 / 224,
    top: 20 / 224,
    width: 3 / 224,
    height: 3 / 224,
    pixels: [3, 3],
  });
  expect(reachOf(b0(), 'head', { row: 3, column: 3 }).pixels).toEqual([224, 224]);
});
