import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { checkFile } from '../../src/cli/parity/check-file.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { shippedPicture } from '../../src/cli/parity/top-classes.ts';
import { trainedBound } from '../../src/cli/parity/trained.ts';
import { readPicture } from '../../src/cli/pictures/read.ts';
import { centreCrop } from '../../src/engine/pictures/crop.ts';
import { resize } from '../../src/engine/pictures/resample.ts';
import { expectToHold, golden, goldens } from './goldens.ts';

const nameOf = (path: string) => basename(path).split('.')[1] ?? '';
const named = (paths: readonly string[]) => paths.map((path): [string, string] => [nameOf(path), path]);
const files = named(goldens('trained', /\.safetensors$/));

describe('EfficientNet-B0 as trained, against an independent runtime', () => {
  test('the goldens are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  test.each(files)('every tap on WebAssembly: %s', async (_, file) => {
    const runtime = await useNodeBackend('wasm');
    expectToHold(await checkFile(runtime, file), 19);
  });

  test('every tap in plain JavaScript', async () => {
    const runtime = await useNodeBackend('cpu');
    expectToHold(await checkFile(runtime, golden('trained/efficientnet-b0.coffee.safetensors')), 37);
  });

  test.each(named(goldens('trained', /\.json$/)))(
    'from the picture file to the same classes: %s',
    async (_, file) => {
      const runtime = await useNodeBackend('wasm');
      expectToHold(await checkFile(runtime, file), 6);
    },
  );

  test.each(files)('the same crop, byte for byte: %s', async (name, file) => {
    const pixels = await readPicture(shippedPicture(name));
    const crop = resize(pixels, centreCrop(pixels.width, pixels.height), [224, 224], 'bicubic');
    const tensors = readSafetensors(new Uint8Array(readFileSync(file)));
    expect(crop).toEqual(Uint8Array.from(tensors.byName.get('picture')?.read() ?? []));
  });

  test('the bound would notice a thousandth', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    const off = values.map((value) => value * 1.001);
    expect(relativeDeviation(off, values)).toBeGreaterThan(trainedBound);
    expect(relativeDeviation(values, values)).toBe(0);
    expect(relativeDeviation(values.subarray(1), values)).toBe(Number.POSITIVE_INFINITY);
  });
});
