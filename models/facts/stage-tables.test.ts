import { expect, test } from 'vitest';
import { findNetwork } from '../families/index.ts';
import { opAt } from '../graph/graph.ts';
import { stageTable, tabled } from './stage-tables.ts';

test('each table is its network’s: blocks, channels and sizes as the graph has them', () => {
  for (const name of tabled) {
    const model = name.replace('V1-', '').replace('V2-', 'v2-').toLowerCase();
    const graph = findNetwork(`efficientnet-${model}`)!.member.network();
    const stages = stageTable(name);
    // The first paper, and its graph, count the stem as stage 1.
    const scope = (stage: number) => `stage${name.startsWith('V1') ? stage + 1 : stage}`;
    for (const { stage, layers, side, channels } of stages) {
      const blocks = Object.keys(graph.taps).filter((tap) =>
        new RegExp(`^${scope(stage)}/block\\d+/output$`).test(tap),
      );
      expect(blocks, `${name}, stage ${stage}`).toHaveLength(layers);
      const last = graph.taps[`${scope(stage)}/block${layers - 1}/output`]!;
      expect(opAt(graph, last).shape).toEqual([side, side, channels]);
    }
    expect(graph.taps[`${scope(stages.length + 1)}/block0/output`]).toBeUndefined();
  }
});

test('B0 as its paper prints it, and S as its own', () => {
  const column = (name: 'V1-B0' | 'V2-S', key: 'channels' | 'layers' | 'expandRatio' | 'kernel') =>
    stageTable(name).map((each) => each[key]);
  expect(column('V1-B0', 'channels')).toEqual([16, 24, 40, 80, 112, 192, 320]);
  expect(column('V1-B0', 'layers')).toEqual([1, 2, 2, 3, 3, 4, 1]);
  expect(column('V1-B0', 'kernel')).toEqual([3, 3, 5, 3, 5, 5, 3]);
  expect(column('V2-S', 'channels')).toEqual([24, 48, 64, 128, 160, 256]);
  expect(column('V2-S', 'layers')).toEqual([2, 4, 4, 6, 9, 15]);
  expect(column('V2-S', 'expandRatio')).toEqual([1, 4, 4, 4, 6, 6]);
});
