import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blockBias, blockKernel } from '../../models/checkpoints/head.ts';
import { blockShape, blockWeights, type LabelledMaps } from '../../models/heads/last-block.ts';
import { probabilities } from '../../models/heads/softmax-regression.ts';
import { random } from '../../models/scenes/random.ts';
import { loadShipped } from '../../src/cli/loaded.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import type { TunedWeights } from '../../src/engine/executors/runtime.ts';
import { gradientOn, variablesOf } from '../../src/engine/executors/tfjs/last-block.ts';

const [cells, channels, width, classes] = [4, 5, 6, 3];

function values(count: number, seed: number, scale = 1): Float32Array {
  const r = random(seed, 0);
  return Float32Array.from({ length: count }, () => (r.uniform() - 0.5) * 2 * scale);
}

/** Pictures whose maps lean towards their class. */
function pictures(each: number, seed: number): LabelledMaps {
  const labels = Array.from({ length: classes * each }, (_, i) => i % classes);
  const maps = values(labels.length * cells * channels, seed, 0.4);
  labels.forEach((label, i) => {
    for (let cell = 0; cell < cells; cell++) {
      const at = (i * cells + cell) * channels + label;
      maps[at] = (maps[at] ?? 0) + 1;
    }
  });
  const parts = labels.map(
    (_, i) => (['train', 'train', 'validation', 'test'] as const)[Math.floor(i / classes) % 4],
  );
  return { maps, cells, labels, parts: parts.map((part) => part ?? 'train') };
}

const start = (): TunedWeights => ({
  block: { kernel: values(channels * width, 2, 0.7), bias: values(width, 3, 0.3) },
  head: { kernel: values(width * classes, 4, 0.7), bias: values(classes, 5, 0.3) },
});

/** What the block makes of maps, by plain loops in double precision: the mean over cells of swish(map · kernel + bias). */
function plainFeatures({ kernel, bias }: TunedWeights['block'], maps: ArrayLike<number>): Float64Array {
  const count = maps.length / (cells * channels);
  const made = new Float64Array(count * width);
  for (let row = 0; row < count * cells; row++)
    for (let f = 0; f < width; f++) {
      let sum = bias[f] ?? 0;
      for (let c = 0; c < channels; c++)
        sum += (maps[row * channels + c] ?? 0) * (kernel[c * width + f] ?? 0);
      const at = Math.floor(row / cells) * width + f;
      made[at] = (made[at] ?? 0) + sum / (1 + Math.exp(-sum)) / cells;
    }
  return made;
}

/** Mean cross-entropy by plain loops in double precision. */
function plainLoss({ block, head }: TunedWeights, { maps, labels }: LabelledMaps): number {
  const features = plainFeatures(block, maps);
  let loss = 0;
  labels.forEach((label, i) => {
    const logits = Array.from({ length: classes }, (_, k) => {
      let sum = head.bias[k] ?? 0;
      for (let f = 0; f < width; f++)
        sum += (features[i * width + f] ?? 0) * (head.kernel[f * classes + k] ?? 0);
      return sum;
    });
    loss += Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)) - (logits[label] ?? 0);
  });
  return loss / labels.length;
}

test('what is trained is B0’s head convolution, which stands between its last map and what the head is given', () => {
  const { graph, weights } = loadShipped('efficientnet-b0');
  const conv = graph.ops.find((op) => op.kind === 'conv2d' && op.kernel === blockKernel);
  const map = graph.ops[conv?.inputs[0] ?? -1];
  const { channels, features, cells: all } = blockShape;
  expect(map?.shape).toEqual([7, 7, channels]);
  expect(7 * 7).toBe(all);
  expect(conv?.shape).toEqual([7, 7, features]);
  expect((weights.get(blockKernel)?.length ?? 0) + (weights.get(blockBias)?.length ?? 0)).toBe(blockWeights);
  // Above it stand swish, the mean over cells, and the head.
  const at = conv === undefined ? -1 : graph.ops.indexOf(conv);
  expect(graph.ops.slice(at + 1).map(({ kind }) => kind)).toEqual([
    'activation',
    'globalAveragePool',
    'dense',
    'softmax',
  ]);
});

const options = { seed: 1, rate: 0.02, epochs: 12, patience: 3, batch: 4 };
const quiet = { signal: new AbortController().signal, onPoint: () => {} };

describe.each<NodeBackend>(['wasm', 'cpu'])('on TF.js’ %s', (backend) => {
  test('the gradient is what central differences of the loss give', async () => {
    await useNodeBackend(backend);
    const data = pictures(2, 1);
    const from = start();
    const before = tf.memory().numTensors;
    const variables = variablesOf(from);
    const gradient = tf.tidy(() => {
      const made = gradientOn(
        variables,
        data,
        data.labels.map((_, i) => i),
      );
      return Object.values(made).map((each) => [...each.dataSync()]);
    });
    tf.dispose(Object.values(variables));
    expect(tf.memory().numTensors).toBe(before);
    const step = 1e-3;
    const arrays = [from.block.kernel, from.block.bias, from.head.kernel, from.head.bias];
    for (const [a, array] of arrays.entries())
      for (let i = 0; i < array.length; i++) {
        const kept = array[i] ?? 0;
        array[i] = kept + step;
        const [above, over] = [plainLoss(from, data), array[i] ?? 0];
        array[i] = kept - step;
        const [below, under] = [plainLoss(from, data), array[i] ?? 0];
        array[i] = kept;
        // What was really stepped: the arrays are float32.
        expect(gradient[a]?.[i]).toBeCloseTo((above - below) / (over - under), 5);
      }
  });

  test('a tuning lowers the loss, keeps the best epoch, and leaves nothing on the device', async () => {
    const runtime = await useNodeBackend(backend);
    const data = pictures(8, 6);
    const before = tf.memory().numTensors;
    const heard: number[] = [];
    const tuned = await runtime.tune?.(data, start(), options, {
      ...quiet,
      onPoint: ({ step }) => heard.push(step),
    });
    expect(tf.memory().numTensors).toBe(before);
    if (tuned === undefined) throw new Error('TF.js tunes everywhere.');
    const { curve, step } = tuned;
    expect(curve.map((point) => point.step)).toEqual(heard);
    const losses = curve.map(({ validationLoss }) => validationLoss ?? Number.NaN);
    expect(curve.at(-1)?.loss).toBeLessThan((curve[0]?.loss ?? 0) / 2);
    expect(step).toBe(losses.indexOf(Math.min(...losses)));
    expect(step).toBeGreaterThan(0);
    // The point of the curve before the first epoch is what it began with.
    const learnt = data.parts.flatMap((part, i) => (part === 'train' ? [i] : []));
    const size = cells * channels;
    const own = {
      ...data,
      labels: learnt.map((i) => data.labels[i] ?? 0),
      maps: Float32Array.from(learnt.flatMap((i) => [...data.maps.subarray(i * size, (i + 1) * size)])),
    };
    expect(curve[0]?.loss).toBeCloseTo(plainLoss(start(), own), 5);
    // Features and weights belong together, and to the epoch that is named.
    const plain = plainFeatures(tuned.block, data.maps);
    tuned.features.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i] ?? Number.NaN, 4);
    });
    expect(plainLoss(tuned, own)).toBeCloseTo(curve[step]?.loss ?? Number.NaN, 4);
    const said = probabilities(tuned.head, tuned.features, width);
    const right = data.labels.filter(
      (label, i) => Math.max(...said.subarray(i * classes, (i + 1) * classes)) === said[i * classes + label],
    );
    expect(right.length).toBe(data.labels.length);
    // The same pictures and options give the same weights.
    const again = await runtime.tune?.(data, start(), options, quiet);
    expect(again).toEqual(tuned);
  });

  test('where validation gets no better, the frozen weights are kept and it ends early', async () => {
    const runtime = await useNodeBackend(backend);
    const data = pictures(8, 6);
    // Those that validate are called by another class: what is learnt makes them worse.
    const labels = data.labels.map((label, i) =>
      data.parts[i] === 'validation' ? (label + 1) % classes : label,
    );
    const tuned = await runtime.tune?.({ ...data, labels }, start(), { ...options, epochs: 50 }, quiet);
    const best = tuned?.curve.map(({ validationLoss }) => validationLoss ?? 0) ?? [];
    expect(tuned?.step).toBe(best.indexOf(Math.min(...best)));
    expect(tuned?.ended).toBe('early');
    expect(best.length).toBe((tuned?.step ?? 0) + 1 + options.patience);
  });

  test('a cancelled one ends with the code for it and leaves nothing on the device', async () => {
    const runtime = await useNodeBackend(backend);
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const onPoint = ({ step }: { readonly step: number }) => {
      if (step === 1) controller.abort();
    };
    const run = runtime.tune?.(pictures(8, 6), start(), options, { signal: controller.signal, onPoint });
    await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(tf.memory().numTensors).toBe(before);
  });
});
