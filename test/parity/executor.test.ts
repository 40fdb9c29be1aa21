import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import { fold, foldWeights } from '../../models/operators/fold.ts';
import { plainRun } from '../../models/operators/plain.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { firstProof } from '../../src/engine/executors/proofs/first.ts';
import type { Runtime } from '../../src/engine/executors/runtime.ts';
import { thrownAsSpoken } from '../spoken.ts';
import { graphs, weightsOf } from './operator-graphs.ts';

const backends: readonly NodeBackend[] = ['wasm', 'cpu'];

const cases: Record<string, Graph> = { 'the network of the first proof': firstProof.graph, ...graphs };

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
  test.each(Object.entries(cases))('%s', async (_, graph) => {
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
        // What is all zeros would hold anything.
        expect(maps[id]?.data.some((value) => value !== 0)).toBe(true);
        expect(outputs[name]?.shape).toEqual(graph.ops[id]?.shape);
        expect(relativeDeviation(outputs[name]?.data ?? [], maps[id]?.data ?? [])).toBeLessThan(2e-6);
      }
    }
  });

  test('every operator of a network can be tapped, those inside a fused step too, and tapping changes nothing', async () => {
    const runtime = await useNodeBackend(backend);
    const { graph } = firstProof;
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

describe('a run on several regions', () => {
  /** A shared map, a box for each region, and layers on what lies in it. */
  function head(): Graph {
    const b = new GraphBuilder('head');
    const map = b.input([9, 8, 12], { name: 'map' });
    const box = b.input([1, 1, 4], { name: 'box', perRegion: true });
    const thin = b.conv2d(map, { name: 'thin', filters: 36, kernelSize: 1, bias: true });
    b.output('thin', thin);
    const how = {
      scale: 1 / 4,
      group: 3,
      samples: 2,
      leastSide: 0.1,
      take: 'largest',
      reading: 'clamped',
    } as const;
    const region = b.psRoiAlign(thin, box, { name: 'align', ...how });
    b.output('region', region);
    const point = b.conv2d(region, { name: 'point', filters: 8, kernelSize: 1, bias: true });
    const wide = b.depthwiseConv2d(b.activation(point, 'swish'), {
      name: 'depthwise',
      kernelSize: 3,
      bias: true,
    });
    const gate = b.activation(b.globalAveragePool(wide, { name: 'pool' }), 'sigmoid');
    const gated = b.multiply(wide, gate, { name: 'gated' });
    const shuffled = b.shuffleChannels(
      b.resizeBilinear(gated, { name: 'resize', size: [5, 4], align: 'corners' }),
      {
        name: 'shuffle',
        groups: 2,
      },
    );
    const pooled = b.adaptiveAveragePool(shuffled, { name: 'adapt', size: [2, 3] });
    const row = b.flatten(pooled, { name: 'flatten', order: 'cyx' });
    b.output('scores', b.softmax(b.dense(row, { name: 'dense', units: 5 }), { name: 'softmax' }));
    return b.build();
  }
  const graph = head();
  const weights = weightsOf(graph);
  const map = seededArray(99, 0, 9 * 8 * 12);
  // Inside, over each edge, without a size, outside.
  const boxes = [4, 5, 20, 30, -9, -3, 12, 16, 20, 20, 44, 60, 8, 8, 8, 8, -90, -90, -50, -40];

  test.each(backends)('gives on %s for each what plain loops give for it alone', async (backend) => {
    const executor = await (await useNodeBackend(backend)).load(graph, weights);
    const { outputs } = await executor.run(map, { inputs: { box: Float32Array.from(boxes) } });
    executor.dispose();
    expect(outputs.thin?.regions).toBeUndefined();
    for (const name of ['region', 'scores']) {
      const id = graph.outputs[name] ?? 0;
      const each = Array.from({ length: boxes.length / 4 }, (_, i) => {
        const box = Float32Array.from(boxes.slice(4 * i, 4 * i + 4));
        return [...(plainRun(graph, weights, { map, box })[id]?.data ?? [])];
      });
      expect(outputs[name]?.regions).toBe(5);
      expect(outputs[name]?.shape).toEqual(graph.ops[id]?.shape);
      expect(relativeDeviation(outputs[name]?.data ?? [], each.flat())).toBeLessThan(2e-6);
      // The last box lies outside the map: all zeros; no two others are alike.
      expect(new Set(each.map(String)).size).toBe(5);
    }
  });

  test('refuses inputs that are missing or of another size', async () => {
    const executor = await (await useNodeBackend('cpu')).load(graph, weights);
    const failures = [
      [{}, { input: 'box', given: 0 }],
      [{ box: Float32Array.from(boxes.slice(1)) }, { input: 'box', shape: [1, 1, 4], given: 19 }],
    ] as const;
    for (const [inputs, failure] of failures)
      await expect(executor.run(map, { inputs })).rejects.toMatchObject({
        failure: { what: 'input', ...failure },
      });
    executor.dispose();
  });
});

describe('a run', () => {
  const { graph } = firstProof;
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
    await expect(
      executor.run(input, { weights: new Map([['nothing', input]]) }).catch(thrownAsSpoken),
    ).rejects.toThrow('“nothing”');
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
    await expect(executor.run(input, { taps: ['stage7'] }).catch(thrownAsSpoken)).rejects.toThrow('“stage7”');
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
