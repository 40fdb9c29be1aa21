import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pathMaps } from '../../../models/facts/two-paths.ts';
import { sentence } from '../../words/en/figures/two-paths.ts';
import { byPath, drawnMaps, seenSquare } from './logic.ts';
import { firstCells, twoPathsSchema } from './view.ts';

const maps = drawnMaps(pathMaps('xception-39'));

test('each map once, in order, to scale', () => {
  expect(byPath(maps).flatMap((each) => each.maps.map(({ step }) => step))).toEqual(
    maps.map((_, at) => at + 1),
  );
  const shares = (path: string) => maps.filter((map) => map.path === path).map(({ share }) => share);
  expect(shares('spatial')).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 8]);
  expect(shares('down')).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32]);
  expect(Math.max(...maps.map(({ thickness }) => thickness))).toBe(1);
  expect(maps.filter(({ single }) => single).map(({ name }) => name)).toEqual([
    'context/global',
    'fusion/gate',
  ]);
});

test('what is seen lies in the picture', () => {
  for (const map of maps) {
    const { start, side } = seenSquare(map);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start + side).toBeLessThanOrEqual(1);
  }
  expect(seenSquare({ sees: [128, 128] })).toEqual({ start: 0.375, side: 0.25 });
});

test('every step has words of its own', () => {
  for (const backbone of ['xception-39', 'resnet-18'] as const) {
    const said = drawnMaps(pathMaps(backbone)).map((map) => sentence(map));
    expect(new Set(said).size).toBe(said.length);
    for (const text of said) expect(text).not.toMatch(/undefined|NaN/);
  }
});

test('the last step of the view is one that the larger network has', () => {
  expect(twoPathsSchema.properties.step.clamp(99)).toBe(drawnMaps(pathMaps('resnet-18')).length);
});

test('what stands before a script draws has the cells of the map that is looked at first', () => {
  const { step, backbone } = twoPathsSchema.properties;
  expect(drawnMaps(pathMaps(backbone.default))[step.default - 1]!.height).toBe(firstCells);
  const header = readFileSync(new URL('./cells.png', import.meta.url));
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([firstCells, firstCells]);
});
