import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openForeign } from '../engine/sources/catalogue/open.ts';
import { loadFile } from './loaded.ts';

// timm's model.safetensors with its config.json beside it, as they lie in a folder that somebody downloaded: by a command, and dropped.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-'));
afterAll(() => rmSync(folder, { recursive: true }));
const weights = join(folder, 'model.safetensors');
const fixture = new URL(
  '../../test/fixtures/checkpoints/timm-own-efficientnet-w010-d03.safetensors',
  import.meta.url,
);
copyFileSync(fixture, weights);

const labels = ['oak', 'ash', 'yew', 'fir', 'elm', 'box'];
const write = (more: object = {}) =>
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({
      architecture: 'tf_efficientnet_b0',
      num_classes: 6,
      label_names: labels,
      pretrained_cfg: {
        tag: 'ap_in1k',
        input_size: [3, 96, 96],
        interpolation: 'bilinear',
        crop_pct: 0.9,
        mean: [0.5, 0.5, 0.5],
        std: [0.5, 0.5, 0.5],
      },
      ...more,
    }),
  );

const dropped = (names: readonly string[]) =>
  openForeign(
    { files: names.map((name) => ({ name, data: new Blob([readFileSync(join(folder, name))]) })) },
    {
      signal: new AbortController().signal,
      onProgress: () => {},
      base: () => Promise.reject(new Error('nothing stands on another')),
    },
  );
const input = {
  height: 96,
  width: 96,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  cropFraction: 0.9,
  interpolation: 'bilinear',
};

test('alone, the file is guessed', async () => {
  expect(loadFile(weights)).toMatchObject({
    input: { height: 224, interpolation: 'bicubic' },
    file: { rule: { properties: { padding: 'symmetric' }, network: { sure: false } } },
  });
  expect(loadFile(weights).label(0)).toBe('class 0');
  const { checkpoint } = await dropped(['model.safetensors']);
  expect(checkpoint).toMatchObject({ labels: null, own: { rule: { network: { sure: false } } } });
});

test('beside its config.json, everything is known', async () => {
  write();
  const rule = {
    properties: { padding: 'same', batchNormEpsilon: 1e-3 },
    normalising: 'inception',
    network: { sure: true },
    pictures: { sure: true },
  };
  for (const path of [weights, folder]) {
    const network = loadFile(path);
    expect(network).toMatchObject({ input, file: { rule } });
    expect(labels.map((_, index) => network.label(index))).toEqual(labels);
  }
  const { checkpoint, cropShare, interpolation } = await dropped(['config.json', 'model.safetensors']);
  expect(checkpoint).toMatchObject({ labels, input, own: { rule, usual: rule } });
  expect([cropShare, interpolation]).toEqual([0.9, 'bilinear']);
});

test('what a reader chooses goes before it', () => {
  expect(loadFile(weights, { resolution: 64, normalising: 'unit', padding: 'symmetric' })).toMatchObject({
    input: { height: 64, width: 64, mean: [0, 0, 0], cropFraction: 0.9 },
    file: { rule: { properties: { padding: 'symmetric' } } },
  });
});

test('one of another checkpoint is refused', async () => {
  write({ num_classes: 1000, label_names: undefined });
  expect(() => loadFile(weights)).toThrow('config-classes');
  await expect(dropped(['model.safetensors', 'config.json'])).rejects.toThrow('config-classes');
});
