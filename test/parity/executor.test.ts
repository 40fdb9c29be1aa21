import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import { fold, foldWeights } from '../../models/operators/fold.ts';
import type { Activation } from '../../models/operators/kinds/activation.ts';
import type { FusionMethod } from '../../models/operators/kinds/fuse.ts';
import { plainRun } from '../../models/operators/plain.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { proofGraph } from '../../src/engine/executors/proof.ts';
import type { Runtime } from '../../src/engine/executors/runtime.ts';

const backends: readonly NodeBackend[] = ['wasm', 'cpu'];

/** Weights for any graph, variances kept positive. */
function weightsOf(graph: Graph): Map<string, Float32Array> {
  return new Map(
    graph.parameters.map(({ name, shape, role }, i) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const values = seededArray(i, 0, count);
      return [name, role === 'variance' || role === 'fusion' ? values.map((value) => 1.2 + value) : values];
    }),
  );
}

/** A graph of one tested operator behind a convolution, which gives it a map of its own to read. */
function around(make: (builder: GraphBuilder, x: number) => number): Graph {
  const builder = new GraphBuilder('tested');
  const x = builder.input([7, 8, 6]);
  builder.output('result', make(builder, x));
  return builder.build();
}

const activations: readonly Activation[] = ['swish', 'relu', 'relu6', 'sigmoid', 'hardSwish', 'hardSigmoid'];
const methods: readonly FusionMethod[] = ['sum', 'unbounded', 'softmax', 'fastNormalized'];

const graphs: Record<string, Graph> = {
  'every kind at once': proofGraph(),
  'grouped convolution with bias and swish': around((b, x) =>
    b.activation(b.conv2d(x, { name: 'conv', filters: 9, kernelSize: 3, groups: 3, bias: true }), 'swish'),
  ),
  'batch norm behind a convolution': around((b, x) => {
    const conv = b.conv2d(x, { name: 'conv', filters: 5, kernelSize: 5, stride: 2 });
    return b.activation(b.batchNorm(conv, { name: 'bn', epsilon: 1e-3 }), 'relu');
  }),
  'kernels shared by two levels, norms not': around((b, x) => {
    const level = (at: number, name: string) => {
      const conv = b.conv2d(at, { name: `${name}/conv`, filters: 6, kernelSize: 1, parametersAt: 'shared' });
      return b.batchNorm(conv, { name: `${name}/bn`, epsilon: 1e-3 });
    };
    return b.add([level(x, 'a'), level(level(x, 'b'), 'c')], { name: 'sum' });
  }),
  'symmetric padding, uneven sides': around((b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 5, stride: 2, padding: 'symmetric', bias: true }),
  ),
  'max pooling, SAME': around((b, x) => b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2 })),
  'max pooling, symmetric': around((b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2, padding: 'symmetric' }),
  ),
  'max pooling, SAME, among zeros': around((b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2, edge: 'zeros' }),
  ),
  'max pooling, symmetric, among zeros': around((b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: [5, 3], stride: [3, 2], padding: 'symmetric', edge: 'zeros' }),
  ),
  'average pooling, valid': around((b, x) =>
    b.averagePool(x, { name: 'pool', kernelSize: 2, stride: 2, padding: 'valid' }),
  ),
  'average pooling, SAME': around((b, x) => b.averagePool(x, { name: 'pool', kernelSize: 3, stride: 2 })),
  concat: around((b, x) => b.concat([x, b.activation(x, 'relu'), x], { name: 'concat' })),
  'nearest neighbour × 2': around((b, x) => b.resizeNearest(x, { name: 'resize', size: [14, 16] })),
  'nearest neighbour × 3': around((b, x) => b.resizeNearest(x, { name: 'resize', size: [21, 24] })),
  'nearest neighbour to odd sides': around((b, x) => b.resizeNearest(x, { name: 'resize', size: [13, 15] })),
  'nearest neighbour, half-pixel centres': around((b, x) =>
    b.resizeNearest(x, { name: 'resize', size: [13, 11], halfPixelCenters: true }),
  ),
  'nearest neighbour, smaller': around((b, x) => b.resizeNearest(x, { name: 'resize', size: [3, 5] })),
  'dilated convolution, SAME': around((b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, dilation: 2, bias: true }),
  ),
  'dilated convolution, symmetric, another distance along each axis': around((b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, dilation: [1, 2], padding: 'symmetric' }),
  ),
  'dilated and strided convolution': around((b, x) => {
    const conv = b.conv2d(x, {
      name: 'conv',
      filters: 4,
      kernelSize: 3,
      dilation: 2,
      stride: [2, 1],
      bias: true,
    });
    return b.activation(conv, 'swish');
  }),
  'oblong convolution, tall': around((b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: [5, 1], bias: true }),
  ),
  'oblong convolution, broad, another step along each axis': around((b, x) =>
    b.activation(
      b.conv2d(x, { name: 'conv', filters: 8, kernelSize: [1, 7], stride: [1, 3], bias: true }),
      'relu',
    ),
  ),
  'dilated depthwise convolution': around((b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 3, dilation: 2, bias: true }),
  ),
  'oblong depthwise convolution of four channels, which the own routines know square': around((b, x) => {
    const four = b.sliceChannels(x, { name: 'four', channels: 4 });
    return b.depthwiseConv2d(four, { name: 'conv', kernelSize: [3, 5], stride: [2, 1], bias: true });
  }),
  'dilated and strided depthwise convolution': around((b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 3, dilation: [2, 1], stride: 2, padding: 'symmetric' }),
  ),
  'grouped convolution, dilated': around((b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, groups: 2, dilation: 2, bias: true }),
  ),
  'oblong max pooling': around((b, x) => b.maxPool(x, { name: 'pool', kernelSize: [1, 3], stride: [2, 1] })),
  'oblong average pooling': around((b, x) =>
    b.averagePool(x, { name: 'pool', kernelSize: [3, 2], stride: [1, 2] }),
  ),
  'average pooling to a size that divides': around((b, x) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [7, 4] }),
  ),
  'average pooling to a size that does not divide': around((b, x) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [3, 5] }),
  ),
  'average pooling to a larger map': around((b, x) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [10, 9] }),
  ),
  'every channel from the third on': around((b, x) => b.sliceChannels(x, { name: 'slice', start: 2 })),
  'even channels': around((b, x) => b.sliceChannels(x, { name: 'slice', step: 2 })),
  'odd channels': around((b, x) => b.sliceChannels(x, { name: 'slice', start: 1, step: 2 })),
  'channels shuffled in two groups': around((b, x) => b.shuffleChannels(x, { name: 'shuffle', groups: 2 })),
  'channels shuffled in three groups': around((b, x) => b.shuffleChannels(x, { name: 'shuffle', groups: 3 })),
  'a vector added everywhere': around((b, x) => {
    const pool = b.globalAveragePool(x, { name: 'pool' });
    return b.add([x, b.activation(x, 'relu'), pool], { name: 'add', spread: true });
  }),
  'a map times a map': around((b, x) => b.multiply(x, b.activation(x, 'sigmoid'), { name: 'gate' })),
  'three maps added': around((b, x) => b.add([x, x, b.activation(x, 'swish')], { name: 'add' })),
};
for (const align of ['corners', 'halfPixel'] as const)
  for (const size of [
    [13, 15],
    [14, 16],
    [3, 5],
    [1, 1],
    [7, 8],
    [1, 20],
  ] as const)
    graphs[`bilinear to ${size.join('×')}, ${align}`] = around((b, x) =>
      b.resizeBilinear(x, { name: 'resize', size, align }),
    );
for (const order of ['yxc', 'cyx'] as const)
  graphs[`a dense layer on a map, ${order}`] = around((b, x) =>
    b.dense(b.flatten(x, { name: 'flatten', order }), { name: 'dense', units: 3 }),
  );
for (const kind of activations) graphs[`activation ${kind}`] = around((b, x) => b.activation(x, kind));
for (const kind of activations)
  graphs[`${kind} behind a dense layer`] = around((b, x) =>
    b.activation(b.dense(b.globalAveragePool(x, { name: 'pool' }), { name: 'dense', units: 7 }), kind),
  );
for (const method of methods)
  graphs[`fusion ${method}`] = around((b, x) =>
    b.fuse([x, b.activation(x, 'relu'), b.activation(x, 'sigmoid')], { name: 'fuse', method }),
  );

async function run(
  runtime: Runtime,
  graph: Graph,
  weights: ReadonlyMap<string, Float32Array>,
  taps: string[] = [],
) {
  const executor = await runtime.load(graph, weights);
  try {
    return await executor.run(seededArray(99, 0, sizeOf(inputShape(graph))), { taps });
  } finally {
    executor.dispose();
  }
}

afterEach(() => {
  expect(tf.memory().numTensors, 'tensors left behind').toBe(0);
});

describe.each(backends)('on %s', (backend) => {
  test.each(Object.entries(graphs))('%s', async (_, graph) => {
    const runtime = await useNodeBackend(backend);
    const weights = weightsOf(graph);
    const maps = plainRun(graph, weights, { input: seededArray(99, 0, sizeOf(inputShape(graph))) });
    const folded = fold(graph);
    for (const [each, own] of [
      [graph, weights],
      [folded, foldWeights(graph, weights)],
    ] as const) {
      const { outputs } = await run(runtime, each, own);
      for (const [name, id] of Object.entries(graph.outputs)) {
        expect(outputs[name]?.shape).toEqual(graph.ops[id]?.shape);
        expect(relativeDeviation(outputs[name]?.data ?? [], maps[id]?.data ?? [])).toBeLessThan(2e-6);
      }
    }
  });

  test('every operator of a network can be tapped, those inside a fused step too, and tapping changes nothing', async () => {
    const runtime = await useNodeBackend(backend);
    const graph = fold(proofGraph());
    const weights = weightsOf(graph);
    const maps = plainRun(graph, weights, { input: seededArray(99, 0, sizeOf(inputShape(graph))) });
    const all = await run(
      runtime,
      graph,
      weights,
      graph.ops.map(({ name }) => name),
    );
    graph.ops.forEach(({ name }, id) => {
      expect(relativeDeviation(all.taps[name]?.data ?? [], maps[id]?.data ?? []), name).toBeLessThan(2e-6);
    });
    const none = await run(runtime, graph, weights);
    expect(none.outputs).toEqual(all.outputs);
    expect(none.taps).toEqual({});
  });
});

describe('a run', () => {
  const graph = fold(proofGraph());
  const weights = weightsOf(graph);
  const input = seededArray(99, 0, sizeOf(inputShape(graph)));

  test('takes changed weights for itself alone', async () => {
    const runtime = await useNodeBackend('cpu');
    const executor = await runtime.load(graph, weights);
    const before = await executor.run(input);
    const changed = new Map([
      ['fuse/fusion', Float32Array.of(0, 2)],
      ['stem/bias', new Float32Array(8)],
    ]);
    const during = await executor.run(input, { weights: changed });
    const after = await executor.run(input);
    const expected = plainRun(graph, new Map([...weights, ...changed]), { input });
    const map = expected[graph.outputs.map ?? 0]?.data ?? [];
    expect(relativeDeviation(during.outputs.map?.data ?? [], map)).toBeLessThan(2e-6);
    expect(relativeDeviation(before.outputs.map?.data ?? [], map)).toBeGreaterThan(0.01);
    expect(after.outputs).toEqual(before.outputs);
    await expect(executor.run(input, { weights: new Map([['nothing', input]]) })).rejects.toThrow(
      '“nothing”',
    );
    await expect(
      executor.run(input, { weights: new Map([['stem/bias', new Float32Array(3)]]) }),
    ).rejects.toMatchObject({
      failure: { code: 'checkpoint', what: 'misshapen', parameter: 'stem/bias', shape: [8], given: 3 },
    });
    executor.dispose();
  });

  test('that is cancelled stops and leaves nothing behind', async () => {
    const runtime = await useNodeBackend('cpu');
    const executor = await runtime.load(graph, weights);
    const tensors = tf.memory().numTensors;
    const stopped = AbortSignal.abort();
    await expect(executor.run(input, { signal: stopped })).rejects.toMatchObject({ code: 'cancelled' });
    expect(tf.memory().numTensors).toBe(tensors);
    executor.dispose();
    await expect(executor.run(input)).rejects.toMatchObject({ code: 'disposed' });
  });

  test('refuses an input of another size, an unknown tap, missing weights', async () => {
    const runtime = await useNodeBackend('cpu');
    const executor = await runtime.load(graph, weights);
    await expect(executor.run(new Float32Array(5))).rejects.toMatchObject({
      failure: { code: 'graph', what: 'input', shape: [9, 10, 3], given: 5 },
    });
    await expect(executor.run(input, { taps: ['stage7'] })).rejects.toThrow('“stage7”');
    executor.dispose();
    const incomplete = new Map(weights);
    incomplete.delete('stem/bias');
    await expect(runtime.load(graph, incomplete)).rejects.toMatchObject({
      failure: { code: 'checkpoint', what: 'missing', parameter: 'stem/bias' },
    });
  });

  test('shares the weights of another network that holds the same arrays', async () => {
    const runtime = await useNodeBackend('cpu');
    const first = await runtime.load(graph, weights);
    const second = await runtime.load(graph, weights);
    expect(runtime.memory().tensors).toBe(graph.parameters.length);
    first.dispose();
    const { outputs } = await second.run(input);
    expect(Object.keys(outputs)).toEqual(['map', 'probabilities']);
    second.dispose();
    expect(runtime.memory().tensors).toBe(0);
  });
});
