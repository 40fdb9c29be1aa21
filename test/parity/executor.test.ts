import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { fold, foldWeights } from '../../models/operators/fold.ts';
import { plainRun } from '../../models/operators/plain.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { proofGraph } from '../../src/engine/executors/proof.ts';
import type { Runtime } from '../../src/engine/executors/runtime.ts';
import { graphs, weightsOf } from './operator-graphs.ts';

const backends: readonly NodeBackend[] = ['wasm', 'cpu'];

const cases: Record<string, Graph> = { 'the network of the first proof': proofGraph(), ...graphs };

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
