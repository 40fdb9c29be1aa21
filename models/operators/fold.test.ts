import { describe, expect, test } from 'vitest';
import { spoken } from '../../test/spoken.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { findTensor, type Graph, GraphError, opAt } from '../graph/graph.ts';
import { GraphBuilder } from './builder.ts';
import { cost } from './cost.ts';
import { fold, foldWeights } from './fold.ts';

/** One 1×1 convolution and its batch norm, with numbers small enough to fold by hand. */
function tiny(): Graph {
  const b = new GraphBuilder('tiny');
  const x = b.input([1, 1, 2]);
  const conv = b.conv2d(x, { name: 'conv', filters: 2, kernelSize: 1, bias: true });
  b.output('y', b.batchNorm(conv, { name: 'bn', epsilon: 0 }));
  return b.build();
}
const weights = new Map([
  ['conv/kernel', Float32Array.of(1, 2, 3, 4)],
  ['conv/bias', Float32Array.of(10, 20)],
  ['bn/gamma', Float32Array.of(2, 3)],
  ['bn/beta', Float32Array.of(0.5, -1)],
  ['bn/mean', Float32Array.of(4, 8)],
  ['bn/variance', Float32Array.of(4, 9)],
]);

describe('folding a batch norm into the layer before it', () => {
  test('weights, by hand: γ/√σ² = 1 for both channels, b′ = β + b − μ', () => {
    const folded = foldWeights(tiny(), weights);
    expect([...folded.keys()].sort()).toEqual(['conv/bias', 'conv/kernel']);
    expect([...(folded.get('conv/kernel') ?? [])]).toEqual([1, 2, 3, 4]);
    expect([...(folded.get('conv/bias') ?? [])]).toEqual([6.5, 11]);
  });

  test('a scale differs by output channel, the last axis of the kernel', () => {
    const folded = foldWeights(tiny(), new Map([...weights, ['bn/variance', Float32Array.of(1, 1)]]));
    expect([...(folded.get('conv/kernel') ?? [])]).toEqual([2, 6, 6, 12]);
    expect([...(folded.get('conv/bias') ?? [])]).toEqual([0.5 + 6 * 2, -1 + 12 * 3]);
  });

  test('missing and mis-sized weights are named', () => {
    const { 'bn/mean': _, ...rest } = Object.fromEntries(weights);
    expect(() => foldWeights(tiny(), new Map(Object.entries(rest)))).toThrow(GraphError);
    expect(spoken(() => foldWeights(tiny(), new Map([...weights, ['bn/mean', Float32Array.of(1)]])))).toThrow(
      /bn\/mean needs 2 values, but has 1/,
    );
  });

  test('the folded graph holds exactly the folded weights', () => {
    const names = fold(tiny()).parameters.map(({ name }) => name);
    expect(names.sort()).toEqual([...foldWeights(tiny(), weights).keys()].sort());
  });
});

test('a kernel that two layers share keeps its batch norms, as scale and shift', () => {
  const b = new GraphBuilder('shared');
  const x = b.input([4, 4, 2]);
  const small = b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2 });
  for (const [level, map] of [x, small].entries()) {
    const conv = b.conv2d(map, { name: `conv-${level}`, filters: 2, kernelSize: 1, parametersAt: 'conv' });
    b.output(`y${level}`, b.batchNorm(conv, { name: `bn-${level}`, epsilon: 1e-3 }));
  }
  const folded = fold(b.build());
  expect(folded.parameters.map(({ name }) => name)).toEqual([
    'conv/kernel',
    'bn-0/scale',
    'bn-0/shift',
    'bn-1/scale',
    'bn-1/shift',
  ]);
  const one = Float32Array.of(1, 1);
  const norms = ['bn-0', 'bn-1'].flatMap((bn) =>
    ['gamma', 'beta', 'mean', 'variance'].map((role) => [`${bn}/${role}`, one] as const),
  );
  const kernel = ['conv/kernel', Float32Array.of(1, 2, 3, 4)] as const;
  const values = foldWeights(b.build(), new Map([kernel, ...norms]));
  expect([...values.keys()].sort()).toEqual(folded.parameters.map(({ name }) => name).sort());
  expect(values.get('bn-1/scale')?.[0]).toBeCloseTo(1 / Math.sqrt(1.001), 6);
});

describe('B0, folded', () => {
  const graph = efficientNet(released.B0);
  const folded = fold(graph);

  test('has no batch norm, the same multiply-adds, and as many weights less the ones that folding spares', () => {
    expect(folded.ops.some(({ kind }) => kind === 'batchNorm')).toBe(false);
    expect(cost(folded).multiplyAdds).toBe(cost(graph).multiplyAdds);
    // γ, β, mean and variance become one bias a channel.
    const channels = cost(graph).movingStatistics / 2;
    expect(cost(folded).parameters).toBe(cost(graph).parameters - channels);
  });

  test('keeps every tap and output at the same shape, and finds a batch norm under its own name', () => {
    for (const name of [...Object.keys(graph.taps), ...Object.keys(graph.outputs)])
      expect(opAt(folded, findTensor(folded, name)).shape).toEqual(
        opAt(graph, findTensor(graph, name)).shape,
      );
    expect(opAt(folded, findTensor(folded, 'stage2/block0/depthwise/bn')).kind).toBe('depthwiseConv2d');
  });

  test('is folded already', () => expect(fold(folded)).toBe(folded));
});
