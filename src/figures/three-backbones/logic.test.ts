import { expect, test } from 'vitest';
import { backboneMaps } from '../../../models/facts/three-backbones.ts';
import { sentence } from '../../words/en/figures/three-backbones.ts';
import { drawing, placed, waysOf } from './logic.ts';
import { lastStep } from './view.ts';

const maps = backboneMaps();

test('the same maps in either layout, as large, in the order of their rows', () => {
  const [byStage, bySize] = [placed(maps, 'stage'), placed(maps, 'resolution')];
  expect(byStage).toHaveLength(lastStep);
  expect(bySize.map(({ name }) => name)).toEqual(byStage.map(({ name }) => name));
  bySize.forEach((map, at) => {
    expect(map.side).toBe(byStage[at]!.side);
    expect(map.y - byStage[at]!.y).toBe(/attention|logits/.test(map.name) ? 42 : 0);
  });
});

test('by stage equal stages share a column, by size equal sizes do', () => {
  for (const stage of ['enc2', 'enc3', 'enc4', 'attention']) {
    const columns = placed(maps, 'stage')
      .filter((map) => map.stage === stage)
      .map(({ x }) => x);
    expect(new Set(columns).size).toBe(1);
  }
  const encoders = placed(maps, 'resolution').filter(({ stage }) => /^enc/.test(stage));
  for (const one of encoders)
    for (const other of encoders) expect(one.x === other.x).toBe(one.height === other.height);
});

test('no two maps lie on each other, and all lie in the drawing', () => {
  for (const order of ['stage', 'resolution'] as const) {
    const all = placed(maps, order);
    expect(new Set(all.map(({ x, y }) => `${x} ${y}`)).size).toBe(all.length);
    for (const { x, y, side } of all) {
      expect(x - side / 2).toBeGreaterThanOrEqual(0);
      expect(x + side / 2).toBeLessThanOrEqual(drawing.width);
      expect(y + side / 2).toBeLessThanOrEqual(drawing.height);
    }
  }
});

test('ways are those of the graph: six stages take two maps each, and four backbones’ ways cross', () => {
  const ways = waysOf(placed(maps, 'stage'));
  for (const backbone of [2, 3])
    for (const stage of ['enc2', 'enc3', 'enc4'])
      expect(ways.filter(({ to }) => to.backbone === backbone && to.stage === stage)).toHaveLength(2);
  // Into each later backbone: the attended map, and one of each stage.
  expect(ways.filter(({ across }) => across)).toHaveLength(8);
});

test('what a map is made of is told by the maps, not by how their taps are called', () => {
  for (const { from, madeOf } of maps) expect(madeOf.map(({ name }) => name)).toEqual(from);
  const said = sentence(
    placed(maps, 'stage').find(({ backbone, stage }) => backbone === 2 && stage === 'enc3')!,
  );
  expect(said).toMatch(/Made of stage 3 of 1 and stage 2 of 2:/);
});

test('every step has words of its own', () => {
  const said = placed(maps, 'stage').map((map) => sentence(map));
  expect(new Set(said).size).toBe(said.length);
  for (const text of said) expect(text).not.toMatch(/undefined|NaN/);
});
