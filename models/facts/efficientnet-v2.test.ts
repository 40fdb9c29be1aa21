import { expect, test } from 'vitest';
import { efficientNetV2 } from '../families/efficientnet-v2/network.ts';
import { releasedV2 } from '../families/efficientnet-v2/sizes.ts';
import { cost, costsByScope } from '../operators/cost.ts';
import { fold } from '../operators/fold.ts';
import { stageVersions, timedBlocks, timedGraph } from './fused-blocks.ts';
import {
  distortionOf,
  fainterShare,
  settingsOf,
  shareOfFullCost,
  stageAt,
  stageCosts,
} from './progressive-learning.ts';

test('the released version of each stage costs what the released network does', () => {
  for (const released of releasedV2.filter(({ model }) => ['B0', 'S', 'M'].includes(model))) {
    const scopes = costsByScope(fold(efficientNetV2({ name: released.model, ...released })), 1);
    for (const { stage, released: kind, costs } of stageVersions(released.model))
      expect(costs[kind], `${released.model}, stage ${stage}`).toEqual(scopes.get(`stage${stage}`));
  }
});

test('a fused block of stage 2 of S by hand: 3×3 from 24 to 96, then 1×1 to 48, at 96 × 96', () => {
  const stage = stageVersions('S')[1]!;
  expect(stage).toMatchObject({ layers: 4, channels: 48, side: 96, expandRatio: 4 });
  const first = 9 * 24 * 96 + 96 * 48;
  const later = 9 * 48 * 192 + 192 * 48;
  expect(stage.costs.fused.multiplyAdds).toBe(96 * 96 * (first + 3 * later));
});

test('every stage: fused does more multiply-adds; where it was chosen, it moves fewer bytes', () => {
  for (const model of ['B0', 'S', 'M', 'L'])
    for (const { released, costs } of stageVersions(model)) {
      expect(costs.fused.multiplyAdds).toBeGreaterThan(costs.inverted.multiplyAdds);
      if (released === 'fused') expect(costs.fused.bytesMoved).toBeLessThan(costs.inverted.bytesMoved);
    }
});

test('what is timed of a stage is the block that it repeats, as it stands in the network, three times', () => {
  for (const model of ['B0', 'S'] as const) {
    const released = releasedV2.find((each) => each.model === model)!;
    const whole = costsByScope(fold(efficientNetV2({ name: model, ...released })), 2);
    for (const { stage, layers, released: kind } of stageVersions(model).filter((each) => each.layers > 1)) {
      const graph = fold(timedGraph(model, stage, kind));
      const one = whole.get(`stage${stage}/block${layers - 1}`)!;
      const blocks = costsByScope(graph, 1);
      for (let block = 0; block < timedBlocks; block++)
        expect(blocks.get(`block${block}`), `${model}, stage ${stage}`).toEqual(one);
      const around = cost(graph).multiplyAdds - timedBlocks * one.multiplyAdds;
      expect(around / cost(graph).multiplyAdds).toBeLessThan(0.01);
    }
  }
  expect(() => timedGraph('S', 9, 'fused')).toThrow(RangeError);
});

test('four stages of 87.5 epochs, sizes in equal steps', () => {
  expect([1, 87, 88, 175, 176, 262, 263, 350].map(stageAt)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect([1, 2, 3, 4].map((stage) => settingsOf('S', stage).size)).toEqual([128, 185, 243, 300]);
  expect(settingsOf('L', 1)).toMatchObject({ randAugment: 5, mixup: 0, dropout: 0.1 });
  expect(settingsOf('L', 4)).toMatchObject({ size: 380, randAugment: 25, mixup: 0.4, dropout: 0.5 });
});

test('the first stage of S costs about a fifth of the last, all four a little over half of four last ones', () => {
  const costs = stageCosts('S');
  expect(costs[0]! / costs[3]!).toBeCloseTo((128 / 300) ** 2, 1);
  expect(shareOfFullCost('S')).toBeGreaterThan(0.5);
  expect(shareOfFullCost('S')).toBeLessThan(0.6);
});

test('a magnitude as the released code takes it: 15 turns by 45 degrees and makes colours 2.8 times as strong', () => {
  expect(distortionOf(15)).toEqual({ degrees: 45, colour: 0.1 + 1.8 * 1.5 });
  expect(distortionOf(5).degrees).toBe(15);
  expect(distortionOf(5).colour).toBeCloseTo(1, 12);
});

test('the fainter of two mixed pictures: a quarter where every mixture is as likely, less where they are rare', () => {
  expect(fainterShare(0)).toBe(0);
  expect(fainterShare(1)).toBeCloseTo(0.25, 6);
  // ½ − 2^(−2α) / (α · B(α, α)); B(½, ½) is π, B(2, 2) is 1/6.
  expect(fainterShare(0.5)).toBeCloseTo(0.5 - 0.5 / (0.5 * Math.PI), 4);
  expect(fainterShare(2)).toBeCloseTo(0.5 - 1 / 16 / (2 / 6), 4);
  expect(fainterShare(0.2)).toBeLessThan(fainterShare(0.4));
});
