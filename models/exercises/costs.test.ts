import { describe, expect, test } from 'vitest';
import { depthwise, pointwise, whole } from '../facts/inside-b0.ts';
import { onesAreCheap } from './cheap-ones.ts';
import {
  andTheWeights,
  asFull,
  doubleTheSide,
  layerCost,
  leastDifference,
  leftOut,
  stagesInOrder,
  whereItLives,
} from './costs.ts';
import { rightMark } from './fault.ts';
import { mostOf, openTheMost, shareOf } from './opened.ts';
import { slipTolerance, verdict } from './verdict.ts';

describe('as the lesson stands, without a class word', () => {
  test('the picture of twice the side', () => {
    expect(doubleTheSide.truth({ side: 2 })).toBeCloseTo(3.985, 3);
    // The weights of a network do not know the picture.
    for (const variant of andTheWeights.variants()) expect(andTheWeights.truth(variant)).toBe(1);
  });
  test('the stem, and what mistakes about it give', () => {
    const [stem] = layerCost.variants();
    expect(stem).toMatchObject({ kernel: 3, stride: 2, from: 3, to: 32, side: 112 });
    expect(layerCost.truth(stem!)).toBe(10_838_016);
    expect(Object.entries(layerCost.slips).map(([slip, of]) => [slip, of(stem!)])).toEqual([
      ['oneInput', 3_612_672],
      ['beforeStride', 43_352_064],
      ['flops', 21_676_032],
      ['weights', 864],
    ]);
  });
  test('a depthwise convolution as a full one', () => {
    const [first] = asFull.variants();
    expect(first?.name).toBe('stage3/block1/depthwise/conv');
    expect(asFull.truth(first!)).toBe(144);
    expect(asFull.slips.window?.(first!)).toBe(9);
  });
  test('what depthwise leaves out, and a 1×1', () => {
    const truths = leftOut.variants().map(leftOut.truth);
    expect(truths.slice(0, 3)).toEqual(['mixing', 'neighbours', 'neither']);
    expect(truths).toHaveLength(33);
    expect(truths.filter((truth) => truth === 'mixing')).toHaveLength(16);
    expect(truths.filter((truth) => truth === 'neighbours')).toHaveLength(16);
  });
  test('stages in order; all nine stand as the facts say', () => {
    const order = (stages: readonly number[]) =>
      stagesInOrder
        .items({ measure: 'multiplyAdds', stages })
        .toSorted((a, b) => a.value - b.value)
        .map(({ id }) => Number(id));
    expect(order([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([2, 1, 9, 8, 4, 5, 3, 6, 7]);
    expect(stagesInOrder.variants()[0]?.stages).toEqual([1, 3, 5, 7, 9]);
  });
  test('1×1 convolutions do most of the work, depthwise ones little', () => {
    const [shares] = onesAreCheap.variants();
    expect(shares).toMatchObject({
      network: 'EfficientNet-B0',
      told: 'windows',
      ones: { count: 32, work: pointwise.multiplyAdds / whole.multiplyAdds },
      // All but the stem.
      windows: { count: 17 },
      depthwise: { count: 16, work: depthwise.multiplyAdds / whole.multiplyAdds },
    });
    expect(shares?.ones.work).toBeCloseTo(0.88, 2);
    expect(shares?.depthwise.work).toBeCloseTo(0.09, 2);
    const told = onesAreCheap
      .variants()
      .map((each) => [each.network, each.told, ...rightMark(onesAreCheap, each)].join(' '));
    expect(told).toEqual([
      'EfficientNet-B0 windows cost channels',
      'EfficientNet-B1 windows cost channels',
      'EfficientNet-B2 windows cost channels',
      'EfficientNet-B3 windows cost channels',
      'EfficientNet-B4 windows cost channels',
      'MobileNetV2 windows cost channels',
      'Wide ResNet-50-2 windows depthwise full',
      'EfficientNet-B0 ones nothing channels',
      'EfficientNet-B1 ones nothing channels',
      'EfficientNet-B2 ones nothing channels',
      'EfficientNet-B3 ones nothing channels',
      'EfficientNet-B4 ones nothing channels',
      'MobileNetV2 ones nothing channels',
      'EfficientNetV2-B0 ones depthwise full',
      'EfficientNetV2-L ones depthwise full',
    ]);
  });
  test('the most weights: the dense layer, a quarter of the weights and hardly any work', () => {
    const [first] = openTheMost.variants();
    expect(first).toEqual({ size: 'B0', measure: 'parameters', stage: null });
    expect(mostOf(first!).name).toBe('stage9/dense');
    expect(shareOf(first!, mostOf(first!), 'parameters')).toBeCloseTo(0.242, 3);
    expect(shareOf(first!, mostOf(first!), 'multiplyAdds')).toBeCloseTo(0.0033, 4);
    expect(openTheMost.slips.window?.example(first!)).toMatchObject({ size: 'B0', stage: 7 });
    expect(openTheMost.variants().length).toBeGreaterThan(10);
  });
  test('most memory in stage 3, most weights in the last three', () => {
    expect(whereItLives.variants()).toEqual([{ memory: 3, parameters: [7, 8, 9] }]);
  });
});

describe.each([layerCost, asFull])('$id, in every variant:', ({ variants, ...one }) => {
  const exercise = { ...one, variants };
  test('what is right is taken, what is beyond the tolerance is not', () => {
    for (const layer of variants()) {
      const truth = exercise.truth(layer);
      expect(truth).toBeGreaterThan(0);
      expect(Number.isFinite(truth)).toBe(true);
      for (const sign of [-1, 1]) {
        const near = truth * (1 + 0.99 * sign * exercise.tolerance);
        expect(verdict(exercise, layer, String(near))).toEqual({ state: 'right', value: near });
        const far = truth * (1 + 1.01 * sign * exercise.tolerance);
        expect(verdict(exercise, layer, String(far)).state).toBe('wrong');
      }
    }
  });
  test('each mistake is far from the truth and named, and no other one is', () => {
    for (const layer of variants())
      for (const [slip, of] of Object.entries(exercise.slips)) {
        const value = of(layer);
        if (value === null) continue;
        expect(Math.abs(value / exercise.truth(layer) - 1)).toBeGreaterThan(
          exercise.tolerance + slipTolerance,
        );
        expect(verdict(exercise, layer, String(value)), `${layer.name} ${slip}`).toMatchObject({
          state: 'wrong',
          slip,
        });
        for (const [other, ofOther] of Object.entries(exercise.slips)) {
          const theirs = ofOther(layer);
          if (other !== slip && theirs !== null)
            expect(Math.abs(value / theirs - 1), `${layer.name} ${slip} ${other}`).toBeGreaterThan(0.001);
        }
      }
  });
});

describe('stages', () => {
  const variants = stagesInOrder.variants();
  test('there are many variants; neighbours are never too near to be told apart', () => {
    expect(variants.length).toBeGreaterThan(100);
    for (const variant of variants) {
      const values = stagesInOrder
        .items(variant)
        .map(({ value }) => value)
        .sort((a, b) => b - a);
      for (const [i, value] of values.slice(1).entries())
        expect((values[i] ?? 0) / value).toBeGreaterThanOrEqual(1 + leastDifference);
    }
  });
  test('the right order alone is taken; the first pair that is wrong is named with its values', () => {
    for (const variant of variants) {
      const items = stagesInOrder.items(variant);
      const right = items.toSorted((a, b) => b.value - a.value).map(({ id }) => id);
      expect(verdict(stagesInOrder, variant, right).state).toBe('right');
      expect(
        verdict(
          stagesInOrder,
          variant,
          items.map(({ id }) => id),
        ).state,
      ).toBe('order');
      const swapped = [right[1]!, right[0]!, ...right.slice(2)];
      const found = verdict(stagesInOrder, variant, swapped);
      expect(found).toMatchObject({ state: 'order', pair: [{ id: right[1] }, { id: right[0] }] });
      const later = stagesInOrder.slips.laterIsDearer?.(variant) ?? [];
      expect(verdict(stagesInOrder, variant, later)).toMatchObject({ state: 'order', slip: 'laterIsDearer' });
    }
  });
  test('an order with a stage twice, missing or foreign is none', () => {
    const [variant] = variants;
    for (const answer of [
      ['1', '1', '3', '5', '7'],
      ['1', '3'],
      ['1', '3', '5', '7', '42'],
    ])
      expect(verdict(stagesInOrder, variant!, answer)).toEqual({ state: 'unread' });
  });
});

test('what is no option cannot be read', () => {
  expect(verdict(leftOut, leftOut.variants()[0]!, 'all')).toEqual({ state: 'unread' });
});

test('a guess is noted beside the truth and never marked; a text is noted', () => {
  expect(verdict(doubleTheSide, { side: 2 }, '2')).toEqual({
    state: 'noted',
    truth: doubleTheSide.truth({ side: 2 }),
    guess: 2,
  });
  expect(verdict(doubleTheSide, { side: 2 }, 'no idea')).toMatchObject({ state: 'noted', guess: null });
  expect(verdict(whereItLives, whereItLives.variants()[0]!, 'Because.')).toMatchObject({ state: 'noted' });
});

test('nothing is an empty answer, words are no number', () => {
  const [stem] = layerCost.variants();
  expect(verdict(layerCost, stem!, '  ')).toEqual({ state: 'empty' });
  expect(verdict(layerCost, stem!, 'many')).toEqual({ state: 'unread' });
  expect(verdict(layerCost, stem!, '40M')).toMatchObject({ state: 'wrong', slip: null });
});
