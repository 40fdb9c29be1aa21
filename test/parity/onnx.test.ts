import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { normalizationOfCard, openCheckpoint } from '../../src/engine/checkpoint/open.ts';
import { normalize } from '../../src/engine/pictures/normalize.ts';
import { toOnnx } from '../bench/onnx.ts';
import { golden } from './goldens.ts';

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
  const planes = new Float32Array(input.length);
  const cells = input.length / 3;
  for (let i = 0; i < cells; i++) for (let c = 0; c < 3; c++) planes[c * cells + i] = input[3 * i + c] ?? 0;
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(toOnnx(graph, weights), { executionProviders: ['wasm'] });
  const { logits } = await session.run({ input: new ort.Tensor('float32', planes, [1, 3, 224, 224]) });
  const values = (await logits?.getData()) as Float32Array;
  expect(relativeDeviation(values, file.byName.get('logits')?.read() ?? [])).toBeLessThan(1e-4);
});
