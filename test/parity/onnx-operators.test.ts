import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import type { Graph } from '../../models/graph/graph.ts';
import type { Shape } from '../../models/graph/shape.ts';
import { toOnnx } from '../../models/onnx/model.ts';
import { fold, foldWeights, type Weights } from '../../models/operators/fold.ts';
import { plainRun } from '../../models/operators/plain.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { graphs, weightsOf } from './operator-graphs.ts';

ort.env.wasm.numThreads = 1;

/** [h, w, c] → [c, h, w], as ONNX has it. */
function planes(values: ArrayLike<number>, [height, width, channels]: Shape): Float32Array {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < height * width; i++)
    for (let c = 0; c < channels; c++) turned[c * height * width + i] = values[i * channels + c] ?? 0;
  return turned;
}

async function compare(graph: Graph, weights: Weights): Promise<void> {
  const shape = graph.ops[0]!.shape;
  const input = seededArray(99, 0, shape[0] * shape[1] * shape[2]);
  const maps = plainRun(graph, weights, { input });
  const session = await ort.InferenceSession.create(toOnnx(graph, weights), { executionProviders: ['wasm'] });
  const given = new ort.Tensor('float32', planes(input, shape), [1, shape[2], shape[0], shape[1]]);
  const { result } = await session.run({ input: given });
  const expected = maps[graph.outputs.result!]!;
  const values = (await result?.getData()) as Float32Array;
  expect(relativeDeviation(values, planes(expected.data, expected.shape))).toBeLessThan(2e-6);
  await session.release();
}

test.each(Object.entries(graphs))('%s', async (_, graph) => {
  const weights = weightsOf(graph);
  await compare(graph, weights);
  await compare(fold(graph), foldWeights(graph, weights));
});
