import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import type { NetworkOptions } from '../../models/families/family.ts';
import { findNetwork } from '../../models/families/index.ts';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { toOnnx } from '../../models/onnx/model.ts';
import { fold, type Weights } from '../../models/operators/fold.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { type SeededGolden, seededNetwork } from '../../src/cli/parity/seeded.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { randomWeights } from '../../src/engine/sources/random-weights.ts';
import { golden } from './goldens.ts';

const planesOf = (rows: Float32Array, channels: number) => {
  const cells = rows.length / channels;
  return Float32Array.from(rows, (_, i) => rows[(i % cells) * channels + Math.floor(i / cells)] ?? 0);
};

const cases: readonly (readonly [name: string, options: NetworkOptions])[] = [
  ['mobilenet-v1-0.25', { resolution: 64 }],
  ['mobilenet-v2-0.9', { size: [64, 96] }],
  ['mobilenet-v3-small', { resolution: 64 }],
  ['mnasnet-a1', { resolution: 64, width: 0.5 }],
  ['efficientnet-v2-b0', { resolution: 64, width: 0.5, depth: 0.6 }],
  ['shufflenet-v2-0.5', { resolution: 64 }],
  ['shufflenet-v2-0.5-torchvision', { resolution: 65 }],
  ['resnet-18', { resolution: 64 }],
  ['snet-49', { resolution: 64 }],
  ['thundernet-snet-49', { resolution: 96 }],
  ['bisenet-xception-39', { size: [64, 96] }],
];

/** Holds every output that ONNX Runtime gives against the engine's; `box`, of a second stage, is the region that it is run on. */
async function compare(graph: Graph, weights: Weights, input: Float32Array, box?: number[]): Promise<void> {
  const [height, width, channels] = inputShape(graph);
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(toOnnx(graph, weights), { executionProviders: ['wasm'] });
  const planes = new ort.Tensor('float32', planesOf(input, channels), [1, channels, height, width]);
  const corners = box && new ort.Tensor('float32', Float32Array.from(box), [1, 4, 1, 1]);
  const answer = await session.run({
    [session.inputNames[0] ?? '']: planes,
    ...(corners && { box: corners }),
  });
  const executor = await (await useNodeBackend('wasm')).load(graph, weights);
  const { outputs } = await executor.run(input, box && { inputs: { box: Float32Array.from(box) } });
  executor.dispose();
  expect(Object.keys(outputs).length).toBeGreaterThan(0);
  for (const [output, { shape, data }] of Object.entries(outputs)) {
    const values = (await answer[output]?.getData()) as Float32Array;
    const own = planesOf(Float32Array.from(data), shape[2]);
    expect(relativeDeviation(values, own), output).toBeLessThan(1e-4);
  }
}

test.each(cases)(
  '%s %o: ONNX Runtime gives what the engine gives, output by output',
  async (name, options) => {
    const graph = fold(findNetwork(name)!.member.network(options));
    await compare(graph, randomWeights(graph, 3), seededArray(7, 0, sizeOf(inputShape(graph))));
  },
);

const inside = [10.5, 20.25, 70.75, 60.5];
const beyond = [-40, -25.3, 120.4, 112];
const secondStages: readonly (readonly [name: string, options: NetworkOptions, box: number[]])[] = [
  ['thundernet-snet-49', { resolution: 96 }, inside],
  ['thundernet-snet-49', { resolution: 96, agnostic: true, hiddenLayers: 2 }, beyond],
  ['light-head-rcnn-head-s', { size: [6, 8] }, inside],
  ['light-head-rcnn-head-s', { size: [6, 8] }, beyond],
  // Places between cells at whole numbers, where that reading counts a cell twice, and a box without a side.
  ['light-head-rcnn-head-s', { size: [6, 8] }, [8, 8, 8 + 14 * 16, 8 + 14 * 16]],
  ['thundernet-snet-49', { resolution: 96 }, [32, 32, 32, 32]],
];

test.each(secondStages)('%s %o, second stage on the region %o', async (name, options, box) => {
  const graph = fold(findNetwork(name)!.member.regions!(options));
  await compare(graph, randomWeights(graph, 3), seededArray(7, 0, sizeOf(inputShape(graph))), box);
});

test('dfanet-a, whose maps overflow without norms, with the weights of its golden', async () => {
  const known = JSON.parse(readFileSync(golden('seeded/dfanet_a.json'), 'utf8')) as SeededGolden;
  const { graph, weights, input } = seededNetwork(known);
  await compare(graph, weights, input);
});
