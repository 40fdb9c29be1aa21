import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { checkFile } from '../../src/cli/parity/check-file.ts';
import { holds } from '../../src/cli/parity/deviation.ts';
import { checkSeeded, type SeededGolden } from '../../src/cli/parity/seeded.ts';
import { seededValue } from '../../src/cli/parity/seeded-values.ts';
import { expectToHold, golden, goldens } from './goldens.ts';

afterEach(() => {
  expect(tf.memory().numTensors, 'tensors left behind').toBe(0);
});

const read = (name: string) =>
  JSON.parse(readFileSync(golden(`seeded/${name}.json`), 'utf8')) as SeededGolden;

describe('any architecture with weights from a seed, against its upstream', () => {
  test.each(goldens('seeded', /\.json$/).map((path) => [basename(path), path]))(
    '%s on WebAssembly',
    async (_, path) => {
      const runtime = await useNodeBackend('wasm');
      const { taps = {}, variants = [] } = JSON.parse(readFileSync(path as string, 'utf8'));
      const maps = [{ taps }, ...variants].flatMap((each) => Object.keys(each.taps));
      expect(maps.length).toBeGreaterThan(3);
      expectToHold(await checkFile(runtime, path as string), 2 * maps.length);
    },
  );

  test.each(['efficientnet_b0', 'efficientnet_b1', 'efficientnet_b4'])(
    '%s in plain JavaScript',
    async (name) => {
      const runtime = await useNodeBackend('cpu');
      expectToHold(await checkSeeded(runtime, read(name)), 20);
    },
  );

  test('the generator gives the numbers of its definition', () => {
    // By hand: every argument 0 mixes to 0, so the value is −1; the others were worked out with big integers.
    expect(seededValue(0, 0, 0)).toBe(-1);
    const fmix = (hash: bigint) => {
      const mask = 0xffffffffn;
      let h = hash;
      h = ((h ^ (h >> 16n)) * 0x85ebca6bn) & mask;
      h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) & mask;
      return h ^ (h >> 16n);
    };
    for (const [op, which, i] of [
      [3, 1, 77],
      [0xabcd, 0, 12674],
      [400, 6, 3_000_000],
    ] as const) {
      const seed = BigInt(op) * 0x9e3779b1n + BigInt(which) * 0xc2b2ae3dn + BigInt(i) * 0x85ebca77n;
      expect(seededValue(op, which, i)).toBe((2 * Number(fmix(seed & 0xffffffffn))) / 2 ** 32 - 1);
    }
  });
});

describe('what is wrong is found:', () => {
  const failures = async (change: (known: SeededGolden) => SeededGolden) => {
    const runtime = await useNodeBackend('wasm');
    return (await checkSeeded(runtime, change(read('efficientnet_b0')))).filter((check) => !holds(check));
  };

  test('one layer’s gain off by a hundredth', async () => {
    const found = await failures((known) => ({
      ...known,
      ops: known.ops.map((op) => (op.op === 40 ? { ...op, gain: op.gain * 1.01 } : op)),
    }));
    expect(found.map(({ name }) => name)).toContain('output');
    expect(found.map(({ name }) => name)).not.toContain('features.1');
  });

  test('two layers of the same shape swapped', async () => {
    const found = await failures((known) => {
      const same = known.ops.filter((op) => op.kernel.join() === '1,1,80,480');
      const [a, b] = same;
      const swap = (op: number) => (op === a?.op ? b?.op : op === b?.op ? a?.op : op) ?? op;
      return { ...known, ops: known.ops.map((op) => ({ ...op, op: swap(op.op) })) };
    });
    expect(found.length).toBeGreaterThan(0);
  });

  test('a network of another shape, with both shapes in the sentence', async () => {
    await expect(failures((known) => ({ ...known, network: 'efficientnet_b1' }))).rejects.toThrow(
      /116 layers .* lists 82/,
    );
    await expect(
      failures((known) => ({
        ...known,
        ops: known.ops.map((op) => (op.op === 5 ? { ...op, kernel: [3, 3, 16, 96] } : op)),
      })),
    ).rejects.toThrow(/kernel 3×3×16×96.*kernel 1×1×16×96/);
    await expect(failures((known) => ({ ...known, network: 'resnet_99' }))).rejects.toThrow(
      'no network called',
    );
  });
});
