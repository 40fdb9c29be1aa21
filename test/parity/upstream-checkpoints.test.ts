import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CheckpointError } from '../../models/checkpoints/checkpoint-error.ts';
import { type NamedTensors, namedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { checkFile } from '../../src/cli/parity/check-file.ts';
import { type Check, holds } from '../../src/cli/parity/deviation.ts';
import { checkpointBeside, checkUpstream, type UpstreamGolden } from '../../src/cli/parity/upstream.ts';
import { thrownAsSpoken } from '../spoken.ts';
import { freezeDetector } from './freeze-detector.ts';

const path = (name: string) => new URL(`../fixtures/checkpoints/${name}`, import.meta.url).pathname;
const golden = (name: string): UpstreamGolden => JSON.parse(readFileSync(path(`${name}.json`), 'utf8'));
const load = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(path(name))) });
const failures = (checks: readonly Check[]) => checks.filter((check) => !holds(check));

const fixtures = [
  'timm-efficientnet-w010-d03',
  'timm-efficientnet-w025-d03',
  'torchvision-efficientnet-w010-d03',
  'transformers-efficientnet-w010-d03',
  'effdet-tiny',
  // Of these the golden says nothing of padding and ε: they come from the rule of the file.
  'timm-own-efficientnet-w010-d03',
  'timm-lite-w010-d03',
  'lukemelas-efficientnet-w010-d03',
  'effdet-own-tiny',
  'effdet-lite-tiny',
  'effdet-level-first-tiny',
  'zylo117-tiny',
  'timm-mobilenetv2-w010',
  'timm-resnet18-tiny',
];
// The second is a training bench's: its names stand behind `model.`, its anchors beside them.
const torchFiles = ['lukemelas-efficientnet-w010-d03', 'effdet-own-tiny', 'zylo117-tiny'];
const twin = 'tf-checkpoint-tiny';
const oneShard = () =>
  openCheckpoint([
    load(`${twin}/one-shard/model.index`),
    load(`${twin}/one-shard/model.data-00000-of-00001`),
  ]);

describe.each(['wasm', 'cpu'] as const)(
  'on %s, within 1e-4 of what the upstream library computes',
  (backend) => {
    test.each(fixtures)('%s', async (name) => {
      const runtime = await useNodeBackend(backend);
      const checks = await checkUpstream(runtime, golden(name), checkpointBeside(path(`${name}.json`)));
      expect(checks.length).toBeGreaterThan(8);
      expect(failures(checks)).toEqual([]);
    });

    test.each(torchFiles)('%s, as torch.save writes it', async (name) => {
      const runtime = await useNodeBackend(backend);
      const checks = await checkUpstream(runtime, golden(name), openCheckpoint([load(`${name}.pth`)]));
      expect(checks.length).toBeGreaterThan(8);
      expect(failures(checks)).toEqual([]);
    });

    test('the TensorFlow twin of the detector, in one data file and in two', async () => {
      const runtime = await useNodeBackend(backend);
      const parts = ['model.index', 'model.data-00000-of-00002', 'model.data-00001-of-00002'];
      const twoShards = openCheckpoint(parts.map((part) => load(`${twin}/two-shards/${part}`)));
      for (const tensors of [oneShard(), twoShards])
        expect(failures(await checkUpstream(runtime, golden('effdet-tiny'), tensors))).toEqual([]);
    });
  },
);

describe('the same network in files of torch.save', () => {
  const name = 'timm-efficientnet-w010-d03';
  const checks = async (file: string, variant?: string) => {
    const runtime = await useNodeBackend('wasm');
    return checkFile(runtime, path(`${name}.json`), { file: path(`torch/${file}`), variant });
  };

  test('as its state, and in a file of Lightning behind two prefixes: within 1e-4', async () => {
    for (const file of [`${name}.pth`, 'lightning.ckpt']) {
      const found = await checks(file);
      expect(found.length).toBeGreaterThan(10);
      expect(failures(found), file).toEqual([]);
    }
  });

  test('in a training: the average is what was meant, rounded to float16; the last step’s weights are not', async () => {
    const worst = (found: readonly Check[]) => Math.max(...found.map(({ deviation }) => deviation));
    const average = worst(await checks('timm-training-with-ema.ckpt'));
    expect(average).toBeGreaterThan(1e-5);
    expect(average).toBeLessThan(5e-3);
    expect(worst(await checks('timm-training-with-ema.ckpt', 'ema'))).toBe(average);
    expect(worst(await checks('timm-training-with-ema.ckpt', 'plain'))).toBeGreaterThan(0.1);
  });

  test('weights that are not there, and files that hold more than data', async () => {
    await expect(checks(`${name}.pth`, 'ema').catch(thrownAsSpoken)).rejects.toThrow(
      'no weights called “ema”',
    );
    await expect(checks('planted-os-system.pth').catch(thrownAsSpoken)).rejects.toThrow('“posix.system”');
  });
});

describe('from the command line', () => {
  test('a description finds its weights beside it, or takes those it is given', async () => {
    const runtime = await useNodeBackend('wasm');
    const beside = await checkFile(runtime, path('effdet-tiny.json'));
    const given = await checkFile(runtime, path('effdet-tiny.json'), {
      file: path(`${twin}/two-shards/model.index`),
    });
    expect(beside.length).toBe(given.length);
    expect(failures([...beside, ...given])).toEqual([]);
  });

  test('weights of another network, and damaged ones, are refused', async () => {
    const runtime = await useNodeBackend('wasm');
    const attempt = (file: string) => checkFile(runtime, path('effdet-tiny.json'), { file: path(file) });
    await expect(attempt('timm-efficientnet-w010-d03.safetensors').catch(thrownAsSpoken)).rejects.toThrow(
      /has no map/,
    );
    await expect(attempt('timm-mixnet-names.safetensors')).rejects.toThrow(CheckpointError);
    await expect(attempt(`${twin}/wrong-block-crc/model.index`).catch(thrownAsSpoken)).rejects.toThrow(
      /checksum/,
    );
    const files = [
      load(`${twin}/wrong-tensor-crc/model.index`),
      load(`${twin}/one-shard/model.data-00000-of-00001`),
    ];
    const damaged = checkUpstream(runtime, golden('effdet-tiny'), openCheckpoint(files));
    await expect(damaged.catch(thrownAsSpoken)).rejects.toThrow(
      /class-predict\/bias.*does not match its checksum/,
    );
  });
});

describe('the detector frozen for TF.js', () => {
  test('batch norms folded level by level and fusion weights normalised give the same outputs', async () => {
    const runtime = await useNodeBackend('wasm');
    const frozen = freezeDetector(oneShard(), 3);
    expect(frozen.tensors.some(({ name }) => name === 'class_net/class-1_4/separable_conv2d_weights')).toBe(
      true,
    );
    expect(failures(await checkUpstream(runtime, golden('effdet-tiny'), frozen))).toEqual([]);
  });

  test('a level whose kernel is no multiple of the others is refused', async () => {
    const runtime = await useNodeBackend('wasm');
    const frozen = freezeDetector(oneShard(), 3);
    const altered = frozen.tensors.map((tensor) => {
      if (tensor.name !== 'box_net/box-0_2/separable_conv2d_weights') return tensor;
      const values = tensor.read().slice();
      values[7]! += 1;
      return { ...tensor, read: () => values };
    });
    const attempt = checkUpstream(runtime, golden('effdet-tiny'), namedTensors('tfjs-graph-model', altered));
    await expect(attempt.catch(thrownAsSpoken)).rejects.toThrow(
      /box-0_2.* is not a multiple .* output channel 7/,
    );
  });
});

describe('negative controls: a reader that is wrong in one thing is caught', () => {
  const renamed = (tensors: NamedTensors, rename: (name: string) => string | undefined) =>
    namedTensors(
      tensors.format,
      tensors.tensors.flatMap((tensor) => {
        const name = rename(tensor.name);
        return name === undefined ? [] : [{ ...tensor, name }];
      }),
    );

  test('the raw variables in place of their averages', async () => {
    const runtime = await useNodeBackend('wasm');
    const raw = renamed(oneShard(), (name) =>
      name.endsWith('/ExponentialMovingAverage') ? undefined : name,
    );
    const checks = await checkUpstream(runtime, golden('effdet-tiny'), raw);
    expect(failures(checks).length).toBeGreaterThan(checks.length / 2);
  });

  test('another ε, another padding', async () => {
    const runtime = await useNodeBackend('wasm');
    const attempt = async (name: string, facts: UpstreamGolden['facts']) => {
      const reference = golden(name);
      const wrong = { ...reference, facts: { ...reference.facts, ...facts } };
      return failures(await checkUpstream(runtime, wrong, checkpointBeside(path(`${name}.json`)))).length;
    };
    expect(await attempt('timm-efficientnet-w010-d03', { bnEpsilon: 1e-5 })).toBeGreaterThan(0);
    expect(await attempt('timm-efficientnet-w010-d03', { padding: '(k-1)/2' })).toBeGreaterThan(0);
    expect(await attempt('torchvision-efficientnet-w010-d03', { bnEpsilon: 1e-3 })).toBeGreaterThan(0);
    // A rule that is given holds for the backbone too, and these have another one there.
    expect(await attempt('effdet-own-tiny', { bnEpsilon: 1e-3 })).toBeGreaterThan(0);
    expect(await attempt('effdet-level-first-tiny', { padding: 'SAME' })).toBeGreaterThan(0);
    expect(await attempt('lukemelas-efficientnet-w010-d03', { padding: '(k-1)/2' })).toBeGreaterThan(0);
    expect(await attempt('timm-own-efficientnet-w010-d03', { bnEpsilon: 1e-3 })).toBeGreaterThan(0);
  });

  test('two kernels of one shape swapped', async () => {
    const runtime = await useNodeBackend('wasm');
    const [a, b] = ['blocks.2.0.conv_pw.weight', 'blocks.3.0.conv_pw.weight'];
    const name = 'timm-efficientnet-w010-d03';
    const swapped = renamed(checkpointBeside(path(`${name}.json`)), (each) =>
      each === a ? b : each === b ? a : each,
    );
    expect(failures(await checkUpstream(runtime, golden(name), swapped)).length).toBeGreaterThan(0);
  });
});
