import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { CheckpointError } from '../checkpoint-error.ts';
import { bytesPerElement, type NamedTensor, type NumericType } from './named-tensors.ts';
import { type CheckpointFile, openCheckpoint } from './open.ts';
import { readSafetensors } from './safetensors.ts';

const folder = new URL('../../../test/fixtures/checkpoints/', import.meta.url);
const load = (name: string): CheckpointFile => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(name, folder))),
});

/** A small deterministic generator (mulberry32), so that a failing mutation can be found again by its seed. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Flips bits, cuts a stretch away, swaps two stretches, overwrites or repeats one; half of the time near an end, where headers lie. */
function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const below = random(seed);
  const place = () => {
    const near = Math.min(bytes.length, 4096);
    if (below(2)) return below(bytes.length);
    return below(2) ? below(near) : bytes.length - 1 - below(near);
  };
  const changed = bytes.slice();
  switch (below(5)) {
    case 0:
      for (let i = 0; i <= below(8); i++) changed[place()]! ^= 1 << below(8);
      return changed;
    case 1:
      return changed.subarray(0, place());
    case 2: {
      const start = place();
      changed.copyWithin(start, start + 1 + below(64));
      return changed.subarray(0, changed.length - 1 - below(64));
    }
    case 3: {
      const length = 1 + below(32);
      const [a, b] = [place(), place()];
      const first = bytes.slice(a, a + length);
      changed.set(bytes.subarray(b, Math.min(b + length, bytes.length, b + bytes.length - a)), a);
      changed.set(first.subarray(0, bytes.length - b), b);
      return changed;
    }
    default: {
      const start = place();
      changed.fill(below(256), start, start + 1 + below(16));
      return changed;
    }
  }
}

/** The small EfficientNet as a TF.js graph model in three shards, cut where tensors are not. */
function asTfjs(): CheckpointFile[] {
  const { bytes } = load('timm-efficientnet-w010-d03.safetensors');
  const tensors = readSafetensors(bytes).tensors.filter(({ dtype }) => dtype === 'float32');
  const data = Uint8Array.from(
    tensors.flatMap((tensor) => [...new Uint8Array(tensor.read().slice().buffer)]),
  );
  const weights = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const json = { format: 'graph-model', weightsManifest: [{ paths: ['1.bin', '2.bin', '3.bin'], weights }] };
  const third = Math.floor(data.length / 3) + 1;
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    ...[0, 1, 2].map((i) => ({ name: `${i + 1}.bin`, bytes: data.subarray(i * third, (i + 1) * third) })),
  ];
}

const bundle = (shards: number) => {
  const name = shards === 1 ? 'tf-checkpoint-tiny/one-shard/model' : 'tf-checkpoint-tiny/two-shards/model';
  const data = Array.from({ length: shards }, (_, i) => load(`${name}.data-0000${i}-of-0000${shards}`));
  return [load(`${name}.index`), ...data];
};

/**
 * A PyTorch file as it is written when checksums are switched off: zeros. A mutation then reaches the unpickler, which a checksum
 * would stop first.
 */
function withoutChecksums({ name, bytes }: CheckpointFile): CheckpointFile {
  const bare = bytes.slice();
  const view = new DataView(bare.buffer);
  const end = bytes.length - 22;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    view.setUint32(at + 16, 0, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { name, bytes: bare };
}

const torch = (name: string) => load(`torch/${name}`);

/** What a mutated file gave: how many of its tensors were read, how many refused; `undefined` where it was refused whole. */
function attempt(
  files: readonly CheckpointFile[],
  check: (tensor: NamedTensor, values: Float32Array) => void,
) {
  let read = 0;
  let refused = 0;
  try {
    for (const tensor of openCheckpoint(files).tensors) {
      try {
        check(tensor, tensor.read());
        read++;
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        refused++;
      }
    }
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return undefined;
  }
  return { read, refused };
}

const sets: [string, CheckpointFile[], number][] = [
  ['safetensors', [load('timm-efficientnet-w010-d03.safetensors')], 800],
  ['TensorFlow bundle in one shard', bundle(1), 400],
  ['TensorFlow bundle in two shards', bundle(2), 400],
  ['TF.js graph model', asTfjs(), 400],
  ['PyTorch with checksums', [torch('timm-efficientnet-w010-d03.pth')], 600],
  ['PyTorch, a training', [withoutChecksums(torch('timm-training-with-ema.ckpt'))], 400],
  ['PyTorch, a network', [withoutChecksums(torch('timm-efficientnet-w010-d03.pth'))], 400],
];
/** All types, views and nestings, and nearly nothing but the pickle. Too small for what a test measures of memory. */
const small: typeof sets = [
  ['PyTorch, views', [withoutChecksums(torch('types-and-views.protocol-2.pt'))], 400],
  ['PyTorch, views, protocol 5', [withoutChecksums(torch('types-and-views.protocol-5.pt'))], 200],
];

/** Formats whose checksums catch every change: what is read is what was written, bit for bit. */
const isChecked = (format: string) => /^TensorFlow|with checksums/.test(format);

describe('2,000 mutated files of PyTorch and as many others: each loads right or is refused with a sentence, within two seconds', () => {
  test.each([...sets, ...small])('%s', { timeout: 120_000 }, (format, files, count) => {
    const original = new Map(openCheckpoint(files).tensors.map((tensor) => [tensor.name, tensor.read()]));
    let loaded = 0;
    let refused = 0;
    for (let seed = 1; seed <= count; seed++) {
      const at = random(seed * 7919)(files.length * 2) % files.length;
      const mutated = files.map((file, i) =>
        i === at ? { ...file, bytes: mutate(file.bytes, seed) } : file,
      );
      const started = performance.now();
      const outcome = attempt(mutated, (tensor, values) => {
        const expected = tensor.shape.reduce((product, side) => product * side, 1);
        if (values.length !== expected)
          expect.fail(`seed ${seed}: ${tensor.name} has ${values.length} values`);
        if (tensor.bytes !== expected * bytesPerElement[tensor.dtype as NumericType])
          expect.fail(`seed ${seed}`);
        if (isChecked(format)) {
          const before = original.get(tensor.name);
          if (!before || !sameBits(before, values))
            expect.fail(`seed ${seed}: ${tensor.name} was read wrong`);
        }
      });
      const elapsed = performance.now() - started;
      if (elapsed > 2000) expect.fail(`seed ${seed} took ${elapsed} ms`);
      if (outcome && outcome.refused === 0) loaded++;
      else refused++;
    }
    // Both happen, so neither branch is idle: a changed weight loads, a changed header does not.
    expect(loaded + refused).toBe(count);
    expect(refused).toBeGreaterThan(count / 10);
    if (!isChecked(format)) expect(loaded).toBeGreaterThan(count / 20);
  });
});

/** Every tenth of the mutations; around each fourth of these the garbage collector is run, which takes longer than to read the file. */
describe('memory: what a mutated file makes its reader hold, and every array that it makes, stays below three times the file', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  /** Opens files and reads every tensor that can be read; the result holds all of it. */
  function readAll(files: readonly CheckpointFile[]): unknown[] {
    const held: unknown[] = [];
    try {
      const opened = openCheckpoint(files);
      held.push(opened);
      for (const tensor of opened.tensors) {
        try {
          held.push(tensor.read());
        } catch (error) {
          if (!(error instanceof CheckpointError)) throw error;
        }
      }
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
    }
    return held;
  }

  /** Bytes of arrays that opening makes, and, where the garbage collector is to be asked, bytes that are held after it. */
  function measure(files: readonly CheckpointFile[], collected: boolean) {
    // Twice: arrays that the files before this one left go only with the second, and would be counted as given back by this one.
    if (collected) {
      collect();
      collect();
    }
    const before = process.memoryUsage();
    const held = readAll(files);
    // Before anything is collected: a bound on all arrays that were made, whether they were kept or not.
    const made = process.memoryUsage().arrayBuffers - before.arrayBuffers;
    if (collected) collect();
    const after = process.memoryUsage();
    const kept = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    // Counted after the measurement, so that all of it was held until then.
    return { made, kept: collected ? kept : 0, parts: held.length };
  }

  test.each(sets)('%s', { timeout: 120_000 }, (_, files, count) => {
    const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    let most = 0;
    let parts = 0;
    for (let seed = 1; seed <= count; seed += 10) {
      const at = random(seed * 7919)(files.length * 2) % files.length;
      const mutated = files.map((file, i) =>
        i === at ? { ...file, bytes: mutate(file.bytes, seed) } : file,
      );
      const found = measure(mutated, seed % 40 === 1);
      if (found.made > 3 * size || found.kept > 3 * size)
        expect.fail(
          `seed ${seed}: ${found.made} bytes of arrays made, ${found.kept} bytes held, of ${size} in the file`,
        );
      most = Math.max(most, found.kept);
      parts += found.parts;
    }
    // Something was held, so something was measured.
    expect(parts).toBeGreaterThan(count / 10);
    expect(most).toBeGreaterThan(size / 100);
  });
});

function sameBits(a: Float32Array, b: Float32Array): boolean {
  const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return bytesOf(a).equals(bytesOf(b));
}
