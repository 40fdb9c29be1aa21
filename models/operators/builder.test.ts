import { describe, expect, test } from 'vitest';
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

describe('what cannot be is refused with the operator and both shapes', () => {
  const cases: [string, RegExp, (b: GraphBuilder, x: number) => unknown][] = [
    [
      'add of unlike maps',
      /scope\/sum: the maps differ, 8×8×4 and 1×1×4/,
      (b, x) => b.scope('scope', () => b.add([x, b.globalAveragePool(x, { name: 'pool' })], { name: 'sum' })),
    ],
    [
      'a gate with other channels',
      /gate: the gate of 8×8×4 must be 1×1×4, but is 8×8×4/,
      (b, x) => b.multiply(x, x, { name: 'gate' }),
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
    ['a tensor that is not there', /there is no tensor 7/, (b) => b.activation(7, 'relu')],
    ['a graph without an output', /test has no output/, (b) => b.build()],
  ];
  test.each(cases)('%s', (_, message, build) => {
    const { b, x } = builder();
    expect(() => build(b, x)).toThrow(GraphError);
    const again = builder();
    expect(() => build(again.b, again.x)).toThrow(message);
  });
});
