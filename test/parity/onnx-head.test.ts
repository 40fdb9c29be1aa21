import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import type { HeadCard } from '../../models/checkpoints/head.ts';
import { lastBlockOf, parametersOfBlock } from '../../models/families/efficientnet/last-block.ts';
import { probabilities } from '../../models/heads/softmax-regression.ts';
import { split } from '../../models/heads/split.ts';
import { trained } from '../../models/heads/training.ts';
import { loadShipped } from '../../src/cli/loaded.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { centreCrop } from '../../src/engine/pictures/crop.ts';
import { normalize } from '../../src/engine/pictures/normalize.ts';
import { resize } from '../../src/engine/pictures/resample.ts';
import { classifierOnnx } from '../../src/figures/train-a-head/home.ts';
import { b0, portraitPixels } from '../heads/portrait-features.ts';

test('a classifier that is taken home as ONNX answers in ONNX Runtime as the head answers here', async () => {
  const [classes, each, width] = [3, 5, 1280];
  const labels = Array.from({ length: classes * each }, (_, i) => Math.floor(i / each));
  const features = new Float32Array(labels.length * width);
  for (const [i, label] of labels.entries())
    features.set(
      (await (await b0()).look(await portraitPixels(label, 40 + (i % each), ['noto']))).features,
      i * width,
    );
  const parts = split(labels, { seed: 1, validation: 0.2, test: 0.2 });
  const head = trained({ features, labels, width }, parts, {
    method: 'lbfgs',
    classes,
    seed: 1,
    decay: 1e-3,
  });

  const { graph, weights, normalization, input } = loadShipped('efficientnet-b0');
  const card = {
    title: 'three',
    standsOn: 'efficientnet-b0',
    backbone: '',
    classes: ['cat', 'dog', 'horse'],
    training: { method: 'lbfgs', seed: 1, decay: 1e-3, step: head.step, ended: head.ended },
    pictures: [],
    measured: null,
  };
  const own = Object.fromEntries(
    graph.parameters.map(({ name }) => [name, weights.get(name) ?? new Float32Array()]),
  );
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(classifierOnnx('efficientnet-b0', own, { head, card }), {
    executionProviders: ['wasm'],
  });
  for (const [label, seed] of [
    [0, 41],
    [1, 77],
    [2, 78],
  ] as const) {
    const pixels = await portraitPixels(label, seed, ['noto']);
    const crop = centreCrop(pixels.width, pixels.height, input.cropFraction);
    const seen = normalize(resize(pixels, crop, [224, 224], input.interpolation), normalization);
    const planes = Float32Array.from(seen, (_, i) => seen[(i % 50176) * 3 + Math.floor(i / 50176)] ?? 0);
    const answer = await session.run({
      [session.inputNames[0] ?? '']: new ort.Tensor('float32', planes, [1, 3, 224, 224]),
    });
    const theirs = (await answer.probabilities?.getData()) as Float32Array;
    const ours = probabilities(head, (await (await b0()).look(pixels)).features, width);
    expect(theirs).toHaveLength(classes);
    expect(Math.max(...ours.map((value, c) => Math.abs(value - (theirs[c] ?? 9))))).toBeLessThan(1e-4);
    // Three answers of one third each would agree as well.
    expect(Math.max(...theirs)).toBeGreaterThan(0.6);
  }
}, 120_000);

test('a last block that was trained, too, is in the ONNX file', async () => {
  const { graph, weights } = loadShipped('efficientnet-b0');
  // All of it: a block of inverted bottlenecks, squeeze-and-excite and all, and the convolution above it.
  const changed = parametersOfBlock(lastBlockOf(graph, 2));
  const block = Object.fromEntries(
    changed.map(({ name }) => [
      name,
      (weights.get(name) ?? new Float32Array()).map((value, i) => value * (1 + (i % 5) / 20) + 0.01),
    ]),
  );
  expect(Object.keys(block)).toHaveLength(12);
  const classes = 2;
  const head = {
    kernel: Float32Array.from({ length: 1280 * classes }, (_, i) => Math.sin(i) / 20),
    bias: Float32Array.of(0.1, -0.1),
  };
  const card: HeadCard = {
    title: 'two',
    standsOn: 'efficientnet-b0',
    backbone: '',
    classes: ['a', 'b'],
    training: { method: 'lbfgs', seed: 1, decay: 1e-3, step: 1, ended: 'converged' },
    tuning: { rate: 1e-4, batch: 32, step: 1, ended: 'steps', weights: {} },
    pictures: [],
    measured: null,
  };
  const own = Object.fromEntries(
    graph.parameters.map(({ name }) => [name, weights.get(name) ?? new Float32Array()]),
  );
  ort.env.wasm.numThreads = 1;
  const answers = async (file: Uint8Array) => {
    const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
    const planes = Float32Array.from({ length: 3 * 224 * 224 }, (_, i) => Math.sin(i / 997));
    const answer = await session.run({
      [session.inputNames[0] ?? '']: new ort.Tensor('float32', planes, [1, 3, 224, 224]),
    });
    return (await answer.probabilities?.getData()) as Float32Array;
  };
  const theirs = await answers(classifierOnnx('efficientnet-b0', own, { head: { ...head, block }, card }));
  // What the engine says of the same picture with the block's arrays in the place of its own.
  const runtime = await useNodeBackend('wasm');
  const executor = await runtime.load(graph, weights);
  const seen = Float32Array.from({ length: 3 * 224 * 224 }, (_, i) =>
    Math.sin(((i % 3) * 50176 + Math.floor(i / 3)) / 997),
  );
  const { taps } = await executor.run(seen, {
    outputs: [],
    taps: ['pooled'],
    weights: new Map(Object.entries(block)),
  });
  executor.dispose();
  const ours = probabilities(head, taps.pooled?.data ?? new Float32Array(), 1280);
  expect(Math.abs((theirs[0] ?? 9) - (ours[0] ?? 0))).toBeLessThan(1e-4);
  // The frozen block's answer is another one.
  const frozen = await answers(classifierOnnx('efficientnet-b0', own, { head, card }));
  expect(Math.abs((frozen[0] ?? 9) - (ours[0] ?? 0))).toBeGreaterThan(1e-2);
}, 120_000);
