import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { table, tensor, torchFile } from '../../../test/parity/write-torch.ts';
import { spoken } from '../../../test/spoken.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { type CheckpointFile, openCheckpoint } from './open.ts';
import { companionFiles, leaderOf, leadingFile } from './parts.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const whole = readSafetensors(
  new Uint8Array(
    readFileSync(
      new URL('../../../test/fixtures/checkpoints/timm-efficientnet-w010-d03.safetensors', import.meta.url),
    ),
  ),
);
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const partName = (i: number, count = 3) => `model-0000${i}-of-0000${count}.safetensors`;

/** The network in three parts, a third of the names each, and the index that says so. */
const parts = [0, 1, 2].map((i): CheckpointFile => {
  const tensors = whole.tensors.filter((_, at) => at % 3 === i);
  const bytes = writeSafetensors(
    tensors.map(({ name, dtype, shape, read }) => {
      const values = dtype === 'int64' ? BigInt64Array.from(read(), (value) => BigInt(value)) : read();
      return {
        name,
        dtype: dtype as 'float32' | 'int64',
        shape,
        data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      };
    }),
    { format: 'pt' },
  );
  return { name: partName(i + 1), bytes };
});
const weightMap = Object.fromEntries(whole.tensors.map(({ name }, at) => [name, partName((at % 3) + 1)]));
const index = (map: unknown = weightMap): CheckpointFile => ({
  name: 'model.safetensors.index.json',
  bytes: json({ metadata: { total_size: 215_784 }, weight_map: map }),
});

function expectWhole(files: readonly CheckpointFile[]): void {
  const joined = openCheckpoint(files);
  expect(joined.format).toBe('safetensors');
  expect(joined.tensors).toHaveLength(whole.tensors.length);
  for (const { name, read } of joined.tensors) expect(read(), name).toEqual(whole.byName.get(name)?.read());
  // Places count through the parts, so that none is there twice.
  expect(new Set(joined.tensors.map(({ offset }) => offset)).size).toBe(joined.tensors.length);
}

describe('weights in several parts', () => {
  test('are joined by their index, in any order, in a folder', () => {
    expectWhole([index(), ...parts]);
    expectWhole([parts[2]!, parts[0]!, index(), parts[1]!]);
    expectWhole([index(), ...parts].map(({ name, bytes }) => ({ name: `b0/${name}`, bytes })));
  });

  test('are joined by their numbers where the index is not there', () => {
    expectWhole([parts[1]!, parts[2]!, parts[0]!]);
  });

  test('a missing part is named, with how much of the network lies there', () => {
    expect(spoken(() => openCheckpoint([index(), parts[0]!, parts[2]!]))).toThrow(
      'The part “model-00002-of-00003.safetensors” of the checkpoint is missing. The index says that 61 of the 184 tensors lie there.',
    );
    expect(spoken(() => openCheckpoint([parts[1]!]))).toThrow(
      'The parts “model-00001-of-00003.safetensors”, “model-00003-of-00003.safetensors” of the checkpoint are missing. The weights lie in 3 parts, and 1 are here.',
    );
    expect(spoken(() => openCheckpoint([index()]))).toThrow(
      '“model-00001-of-00003.safetensors” of the checkpoint is missing',
    );
  });

  test('files of torch.save are joined as well', () => {
    const file = (name: string, value: number) =>
      torchFile(table([name, tensor('0')]), { 0: new Float32Array(4).fill(value) });
    const map = { a: 'pytorch_model-00001-of-00002.bin', b: 'pytorch_model-00002-of-00002.bin' };
    const joined = openCheckpoint([
      { name: 'pytorch_model.bin.index.json', bytes: json({ weight_map: map }) },
      { name: map.a, bytes: file('a', 1) },
      { name: map.b, bytes: file('b', 2) },
    ]);
    expect([...joined.byName.get('b')!.read()]).toEqual([2, 2, 2, 2]);
    expect(joined.format).toBe('pytorch');
  });

  const hostile: [string, readonly CheckpointFile[], RegExp][] = [
    [
      'a tensor in another part than the index says',
      [index({ ...weightMap, [whole.tensors[0]!.name]: partName(2) }), ...parts],
      /lies in “model-00002-of-00003\.safetensors”, but it does not/,
    ],
    [
      'a tensor that is nowhere',
      [index({ ...weightMap, ghost: partName(1) }), ...parts],
      /the tensor “ghost” lies in .* but it does not/,
    ],
    [
      'a part beside the folder',
      [index({ a: '../secret.safetensors' })],
      /a path that leads elsewhere is not followed/,
    ],
    ['a part of another host', [index({ a: 'https://example.com/a' })], /is not followed/],
    ['a part that is a number', [index({ a: 5 })], /is not followed/],
    [
      'a thousand and one parts',
      [index(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, `${i}.safetensors`])))],
      /names 1,001 parts/,
    ],
    [
      'a damaged part',
      [index(), parts[0]!, { ...parts[1]!, bytes: parts[1]!.bytes.subarray(0, 5000) }, parts[2]!],
      /safetensors header/,
    ],
    [
      'a part that is a pointer',
      [
        index(),
        parts[0]!,
        {
          ...parts[1]!,
          bytes: new TextEncoder().encode(
            `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`,
          ),
        },
        parts[2]!,
      ],
      /“model-00002-of-00003\.safetensors” is a Git LFS pointer/,
    ],
    [
      'a million parts by number',
      [{ name: 'model-00001-of-99999.safetensors', bytes: parts[0]!.bytes }],
      /and 994 more|are missing/,
    ],
  ];
  test.each(hostile)('%s is refused with a sentence', (_, files, sentence) => {
    expect(spoken(() => openCheckpoint(files))).toThrow(sentence);
    expect(() => openCheckpoint(files)).toThrow(CheckpointError);
  });
});

describe('which file leads a folder', () => {
  const lead = (...names: string[]) => leadingFile(names, 'folder');
  test.each([
    [
      'model.safetensors',
      ['config.json', 'model.safetensors', 'pytorch_model.bin', 'tf_model.h5', 'README.md'],
    ],
    [
      'model.safetensors.index.json',
      ['model.safetensors.index.json', partName(1, 2), partName(2, 2), 'config.json'],
    ],
    [partName(1, 2), [partName(2, 2), partName(1, 2), 'config.json']],
    [
      'efficientdet/model.index',
      [
        'efficientdet/checkpoint',
        'efficientdet/model.index',
        'efficientdet/model.data-00000-of-00001',
        'efficientdet/a.pb',
      ],
    ],
    ['model.json', ['model.json', 'group1-shard1of1.bin', 'labels.json']],
    ['b0/model.json', ['b0/model.json', 'b0/group1-shard1of2.bin', 'b0/group1-shard2of2.bin']],
    ['net.json', ['net.json', 'a.dat']],
    ['best.pth', ['best.pth', 'log.txt', 'args.yaml']],
    [
      'pytorch_model.bin.index.json',
      ['pytorch_model.bin.index.json', 'pytorch_model-00001-of-00002.bin', 'config.json'],
    ],
    [
      'variables/variables.index',
      ['saved_model.pb', 'variables/variables.index', 'variables/variables.data-00000-of-00001'],
    ],
    ['net.h5', ['net.h5', 'notes.txt']],
    ['anything', ['anything']],
  ])('%s', (leader, names) => {
    expect(lead(...names)).toBe(leader);
    expect(lead(...names.toReversed())).toBe(leader);
  });

  test('of several the reader must choose; without any, what is there is named', () => {
    expect(spoken(() => lead('a.safetensors', 'b.safetensors'))).toThrow(
      'The folder holds several checkpoints: “a.safetensors”, “b.safetensors”.',
    );
    expect(spoken(() => lead('last.pth', 'best.pth', 'model.ckpt'))).toThrow(/several/);
    expect(spoken(() => lead('notes.txt', 'cat.jpg'))).toThrow(
      'The folder holds no checkpoint: “notes.txt”, “cat.jpg”.',
    );
    expect(spoken(() => lead())).toThrow('The folder holds no checkpoint. A checkpoint is');
    expect(spoken(() => lead('m.data-00000-of-00001', 'notes.txt'))).toThrow(
      /its index “m\.index” is not there/,
    );
  });

  test('a part finds what leads it, and a leader what belongs to it', () => {
    const names = [
      'm.index',
      'm.data-00000-of-00001',
      'n.data-00000-of-00001',
      'model.safetensors.index.json',
      partName(1),
      partName(2),
      'config.json',
    ];
    expect(leaderOf('m.data-00000-of-00001', names)).toBe('m.index');
    expect(leaderOf(partName(2), names)).toBe('model.safetensors.index.json');
    expect(leaderOf('config.json', names)).toBe('config.json');
    expect(companionFiles('m.index', new Uint8Array(0), names)).toEqual(['m.data-00000-of-00001']);
    expect(companionFiles('model.safetensors.index.json', index().bytes, names)).toEqual([
      partName(1),
      partName(2),
    ]);
    expect(companionFiles(partName(1), new Uint8Array(0), names)).toEqual([partName(2)]);
    expect(companionFiles('best.pth', new Uint8Array(0), names)).toEqual([]);
  });
});
