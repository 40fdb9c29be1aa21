import { describe, expect, test } from 'vitest';
import { spoken } from '../../test/spoken.ts';
import { GraphError } from '../graph/graph.ts';
import type { PaddingRule } from '../graph/shape.ts';
import { GraphBuilder } from './builder.ts';

function builder(size: readonly [number, number, number] = [8, 8, 4], padding: PaddingRule = 'same') {
  const b = new GraphBuilder('test', padding);
  return { b, x: b.input(size) };
}

describe('shapes', () => {
  test('SAME puts an odd total at the bottom and the right, and gives ⌈input / stride⌉', () => {
    const { b, x } = builder([224, 5, 3]);
    const y = b.conv2d(x, { name: 'conv', filters: 2, kernelSize: 3, stride: 2 });
    expect(b.shapeOf(y)).toEqual([112, 3, 2]);
    b.output('y', y);
    expect(b.build().ops[y]).toMatchObject({ padding: { top: 0, bottom: 1, left: 1, right: 1 } });
  });

  test('symmetric padding is (k − 1) / 2 on every side', () => {
    const { b, x } = builder([224, 224, 3], 'symmetric');
    const y = b.depthwiseConv2d(x, { name: 'conv', kernelSize: 5, stride: 2 });
    b.output('y', y);
    expect(b.build().ops[y]).toMatchObject({
      shape: [112, 112, 3],
      padding: { top: 2, bottom: 2, left: 2, right: 2 },
    });
  });

  test('a dilated window covers (k − 1) · dilation + 1 cells, an oblong one as many as each side says', () => {
    const { b, x } = builder([17, 20, 4]);
    const dilated = b.conv2d(x, {
      name: 'dilated',
      filters: 2,
      kernelSize: 3,
      dilation: 2,
      padding: 'symmetric',
    });
    const tall = b.conv2d(x, { name: 'tall', filters: 2, kernelSize: [15, 1], stride: [1, 2] });
    const bare = b.depthwiseConv2d(x, {
      name: 'bare',
      kernelSize: [3, 5],
      dilation: [4, 1],
      padding: 'valid',
    });
    expect([dilated, tall, bare].map((id) => b.shapeOf(id))).toEqual([
      [17, 20, 2],
      [17, 10, 2],
      [9, 16, 4],
    ]);
    b.output('y', bare);
    const { ops, parameters } = b.build();
    expect(ops[dilated]).toMatchObject({
      kernelSize: [3, 3],
      dilation: [2, 2],
      padding: { top: 2, bottom: 2, left: 2, right: 2 },
    });
    expect(ops[tall]).toMatchObject({ padding: { top: 7, bottom: 7, left: 0, right: 0 } });
    expect(parameters.map(({ shape }) => shape)).toEqual([
      [3, 3, 4, 2],
      [15, 1, 4, 2],
      [3, 5, 4, 1],
    ]);
  });

  test('slicing, shuffling, flattening, pooling to a size, aligning a region', () => {
    const { b, x } = builder([9, 9, 18]);
    const box = b.input([1, 1, 4], { name: 'box', perRegion: true });
    const made = [
      b.sliceChannels(x, { name: 'rest', start: 4 }),
      b.sliceChannels(x, { name: 'odd', start: 1, step: 2 }),
      b.shuffleChannels(x, { name: 'shuffle', groups: 2 }),
      b.flatten(x, { name: 'flatten', order: 'cyx' }),
      b.adaptiveAveragePool(x, { name: 'pool', size: [7, 7] }),
      b.psRoiAlign(x, box, { name: 'align', ...align }),
    ];
    expect(made.map((id) => b.shapeOf(id))).toEqual([
      [9, 9, 14],
      [9, 9, 9],
      [9, 9, 18],
      [1, 1, 9 * 9 * 18],
      [7, 7, 18],
      [3, 3, 2],
    ]);
  });

  test('pooling, resizing and joining', () => {
    const { b, x } = builder([9, 9, 4]);
    const down = b.maxPool(x, { name: 'down', kernelSize: 3, stride: 2 });
    const up = b.resizeNearest(down, { name: 'up', size: [9, 9] });
    expect([down, up, b.concat([x, up], { name: 'both' })].map((id) => b.shapeOf(id))).toEqual([
      [5, 5, 4],
      [9, 9, 4],
      [9, 9, 8],
    ]);
  });
});

const align = { scale: 1, group: 3, samples: 2, leastSide: 0, take: 'largest', reading: 'clamped' } as const;

describe('what cannot be is refused with the operator and both shapes', () => {
  const cases: [string, RegExp, (b: GraphBuilder, x: number) => unknown][] = [
    [
      'add of unlike maps',
      /scope\/sum: the maps differ, 8×8×4 and 1×1×4/,
      (b, x) => b.scope('scope', () => b.add([x, b.globalAveragePool(x, { name: 'pool' })], { name: 'sum' })),
    ],
    [
      'a gate with other channels',
      /gate: the gate of 8×8×4 must be 1×1×4 or 8×8×4, but is 8×8×2/,
      (b, x) => b.multiply(x, b.sliceChannels(x, { name: 'half', channels: 2 }), { name: 'gate' }),
    ],
    [
      'dense on a map',
      /dense: a dense layer reads 1×1×4, but was given 8×8×4/,
      (b, x) => b.dense(x, { name: 'dense', units: 3 }),
    ],
    [
      'a window larger than a map',
      /conv: 8×8×4 gives -1×-1×2/,
      (b, x) => b.conv2d(x, { name: 'conv', filters: 2, kernelSize: 10, padding: 'valid' }),
    ],
    [
      'half a channel',
      /conv: 8×8×4 gives 8×8×1.5/,
      (b, x) => b.conv2d(x, { name: 'conv', filters: 1.5, kernelSize: 1 }),
    ],
    [
      'groups that do not divide',
      /conv: 3 groups/,
      (b, x) => b.conv2d(x, { name: 'conv', filters: 6, kernelSize: 1, groups: 3 }),
    ],
    [
      'two operators of one name',
      /two operators are called relu/,
      (b, x) => b.activation(b.activation(x, 'relu'), 'relu'),
    ],
    [
      'shared weights of unlike shapes',
      /second: shares first\/kernel, which is 1×1×4×2, but needs 1×1×4×3/,
      (b, x) => {
        b.conv2d(x, { name: 'first', filters: 2, kernelSize: 1 });
        b.conv2d(x, { name: 'second', filters: 3, kernelSize: 1, parametersAt: 'first' });
      },
    ],
    [
      'joining unlike maps',
      /join: cannot join 8×8×4 and 4×4×4/,
      (b, x) => b.concat([x, b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2 })], { name: 'join' }),
    ],
    [
      'a map that is no single cell, spread over another',
      /spread: 4×4×4 cannot be spread over 8×8×4, only 1×1×4 can/,
      (b, x) =>
        b.add([x, b.resizeNearest(x, { name: 'small', size: [4, 4] })], { name: 'spread', spread: true }),
    ],
    [
      'channels that are not there',
      /slice: 8×8×4 has no 3 channels from 2 on in steps of 1/,
      (b, x) => b.sliceChannels(x, { name: 'slice', start: 2, channels: 3 }),
    ],
    [
      'a shuffle of unlike groups',
      /shuffle: the channels of 8×8×4 do not make 3 groups/,
      (b, x) => b.shuffleChannels(x, { name: 'shuffle', groups: 3 }),
    ],
    [
      'a region whose bins have no channels of their own',
      /align: 8×8×4 has no 3×3 channels for each bin/,
      (b, x) =>
        b.psRoiAlign(x, b.input([1, 1, 4], { name: 'box', perRegion: true }), { name: 'align', ...align }),
    ],
    [
      'a box of other numbers',
      /align: a box is 1×1×4, but 8×8×4 was given/,
      (b, x) => b.psRoiAlign(x, x, { name: 'align', ...align }),
    ],
    ['a tensor that is not there', /there is no tensor 7/, (b) => b.activation(7, 'relu')],
    ['a graph without an output', /test has no output/, (b) => b.build()],
  ];
  test.each(cases)('%s', (_, message, build) => {
    const { b, x } = builder();
    expect(() => build(b, x)).toThrow(GraphError);
    const again = builder();
    expect(spoken(() => build(again.b, again.x))).toThrow(message);
  });
});
