import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { toOnnx } from '../../models/onnx/model.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { normalize } from '../../src/engine/pictures/normalize.ts';
import { normalizationOfCard, openCheckpoint } from '../../src/engine/sources/open.ts';
import { openNetwork } from '../bench/networks.ts';
import { golden } from './goldens.ts';

const planesOf = (rows: Float32Array, channels: number) => {
  const planes = new Float32Array(rows.length);
  const cells = rows.length / channels;
  for (let i = 0; i < cells; i++)
    for (let c = 0; c < channels; c++) planes[c * cells + i] = rows[channels * i + c] ?? 0;
  return planes;
};

test('the ONNX file of the benchmark, run by its own runtime, gives the same classes as the golden', async () => {
  const { card, bytes } = readShipped('efficientnet-b0');
  const { graph, weights } = openCheckpoint(card, bytes);
  const file = readSafetensors(
    new Uint8Array(readFileSync(golden('trained/efficientnet-b0.cat.safetensors'))),
  );
  const input = normalize(
    Uint8Array.from(file.byName.get('picture')?.read() ?? []),
    normalizationOfCard(card),
  );
  const planes = planesOf(input, 3);
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(toOnnx(graph, weights), { executionProviders: ['wasm'] });
  const { logits } = await session.run({ input: new ort.Tensor('float32', planes, [1, 3, 224, 224]) });
  const values = (await logits?.getData()) as Float32Array;
  expect(relativeDeviation(values, file.byName.get('logits')?.read() ?? [])).toBeLessThan(1e-4);
});

test('the ONNX file of a detector gives what the engine gives, output by output', async () => {
  const side = 128;
  const { graph, weights } = openNetwork('efficientdet-d0-stickers', side);
  const input = Float32Array.from({ length: side * side * 3 }, (_, i) => 4 * ((i * 0.6180339887) % 1) - 2);
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(toOnnx(graph, weights), { executionProviders: ['wasm'] });
  const answer = await session.run({
    input: new ort.Tensor('float32', planesOf(input, 3), [1, 3, side, side]),
  });
  const executor = await (await useNodeBackend('wasm')).load(graph, weights);
  const { outputs } = await executor.run(input);
  expect(Object.keys(outputs)).toHaveLength(10);
  for (const [name, { shape, data }] of Object.entries(outputs)) {
    const values = (await answer[name]?.getData()) as Float32Array;
    expect(relativeDeviation(values, planesOf(data, shape[2])), name).toBeLessThan(1e-4);
  }
});

test('maps are added two at a time: a runtime without `Sum` on the graphics card need not leave it', () => {
  const { graph, weights } = openNetwork('efficientdet-d0-stickers', 128);
  const text = new TextDecoder('latin1').decode(toOnnx(graph, weights));
  // A node's operator stands in the file as its field 4: a tag, a length, the name.
  expect(text).toContain('"\x03Add');
  expect(text).not.toContain('"\x03Sum');
});
