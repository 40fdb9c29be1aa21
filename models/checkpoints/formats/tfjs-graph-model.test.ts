import { spoken } from '../../../test/spoken.ts';
import '@tensorflow/tfjs-backend-cpu';
import { io } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { CheckpointError } from '../checkpoint-error.ts';
import { openCheckpoint } from './open.ts';
import { readTfjsGraphModel, tfjsShardPaths } from './tfjs-graph-model.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const model = (weights: unknown, paths: unknown = ['a.bin'], rest = {}) =>
  encode({ format: 'graph-model', modelTopology: {}, weightsManifest: [{ paths, weights }], ...rest });

const specs: io.WeightsManifestEntry[] = [
  { name: 'x/kernel', shape: [2, 3], dtype: 'float32' },
  { name: 'counts', shape: [3], dtype: 'int32' },
  { name: 'flag', shape: [1], dtype: 'bool' },
  {
    name: 'half',
    shape: [2],
    dtype: 'float32',
    quantization: { dtype: 'float16' },
  },
  { name: 'byte', shape: [5], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.37, min: -1.2 } },
  { name: 'short', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 1.5e-4, min: -4 } },
  { name: 'scalar', shape: [], dtype: 'float32' },
];
const data = Uint8Array.from({ length: 24 + 12 + 1 + 4 + 5 + 4 + 4 }, (_, i) => (i * 37 + 11) % 120);

/** The same bytes cut at the given places. */
const cut = (...places: number[]) =>
  [0, ...places].map((start, i) => data.subarray(start, places[i] ?? data.length));

describe('weights', () => {
  test('agree with tfjs-core’s own decoding, cut at any place', () => {
    const reference = io.decodeWeights(data.slice().buffer, specs);
    for (let first = 0; first <= data.length; first++) {
      const [a, b, c] = cut(first, Math.min(data.length, first + 3));
      const shards = new Map([
        ['a.bin', a!],
        ['b.bin', b!],
        ['c.bin', c!],
      ]);
      const { tensors } = readTfjsGraphModel(model(specs, [...shards.keys()]), shards);
      expect(tensors.map(({ name }) => name)).toEqual(specs.map(({ name }) => name));
      for (const { name, shape, read } of tensors) {
        const expected = reference[name]!;
        expect(shape).toEqual(expected.shape);
        expect(Array.from(read()), name).toEqual(Array.from(Float32Array.from(expected.dataSync())));
      }
    }
  });

  test('groups follow each other, each with its own files', () => {
    const json = encode({
      weightsManifest: [
        { paths: ['one'], weights: [{ name: 'a', shape: [1], dtype: 'float32' }] },
        { paths: ['two'], weights: [{ name: 'b', shape: [1], dtype: 'float32' }] },
      ],
    });
    const two = new Uint8Array(new Float32Array([7]).buffer);
    const { byName } = readTfjsGraphModel(json, new Map([['two', two]]));
    expect(byName.get('b')).toMatchObject({ offset: 4, bytes: 4 });
    expect(Array.from(byName.get('b')!.read())).toEqual([7]);
    expect(spoken(() => byName.get('a')!.read())).toThrow(/“one” is missing/);
  });

  test('open() finds the weight files by name', () => {
    const files = [
      { name: 'some/folder/a.bin', bytes: data },
      { name: 'some/folder/model.json', bytes: model(specs) },
    ];
    expect(openCheckpoint(files).byName.get('counts')?.read().length).toBe(3);
    expect(spoken(() => openCheckpoint([files[0]!]))).toThrow(/“a\.bin” is no checkpoint that is known here/);
    expect(() => openCheckpoint([])).toThrow(CheckpointError);
  });
});

describe('hostile models are refused with a sentence', () => {
  const one = { name: 'a', shape: [1], dtype: 'float32' };
  const cases: [string, Uint8Array, RegExp][] = [
    ['no JSON', new Uint8Array([1, 2, 3]), /not valid JSON/],
    ['no manifest', encode({ some: 'thing' }), /no weights manifest/],
    ['a layers model', model([one], ['a.bin'], { format: 'layers-model' }), /layers-model/],
    ['a manifest of numbers', encode({ weightsManifest: [1] }), /no paths or no weights/],
    ['a path out of the folder', model([one], ['../../secret']), /leads elsewhere/],
    ['an absolute path', model([one], ['/etc/passwd']), /leads elsewhere/],
    ['another host', model([one], ['https://example.org/a.bin']), /leads elsewhere/],
    ['a path that is a number', model([one], [7]), /leads elsewhere/],
    ['a path twice', model([one], ['a', 'a']), /weight file twice/],
    [
      'a name twice',
      model(
        [
          { ...one, shape: [0] },
          { ...one, shape: [0] },
        ],
        [],
      ),
      /“a” twice/,
    ],
    ['a weight without a name', model([{ shape: [1], dtype: 'float32' }]), /no name/],
    ['a negative side', model([{ ...one, shape: [-1] }]), /not a whole number/],
    ['a size that overflows', model([{ ...one, shape: [2 ** 40, 2 ** 40] }]), /more elements/],
    [
      'sums that overflow',
      model([
        { ...one, shape: [2 ** 50] },
        { ...one, name: 'b', shape: [2 ** 51] },
      ]),
      /more bytes/,
    ],
    ['text', model([{ ...one, dtype: 'string' }]), /“string”/],
    [
      'an unknown quantisation',
      model([{ ...one, quantization: { dtype: 'int4', scale: 1, min: 0 } }]),
      /“int4”/,
    ],
    [
      'a scale that is no number',
      model([{ ...one, quantization: { dtype: 'uint8', scale: '1', min: 0 } }]),
      /“uint8”/,
    ],
    [
      'quantised integers',
      model([{ ...one, dtype: 'int32', quantization: { dtype: 'uint8', scale: 1, min: 0 } }]),
      /“uint8”/,
    ],
    ['files longer than the weights', model([one]), /hold 5 bytes, but model.json describes 4/],
    ['files shorter than the weights', model([{ ...one, shape: [2 ** 40] }]), /hold 5 bytes/],
  ];
  test.each(cases)('%s', (_, json, sentence) => {
    const shards = new Map([['a.bin', new Uint8Array(5)]]);
    expect(spoken(() => readTfjsGraphModel(json, shards))).toThrow(sentence);
    expect(() => readTfjsGraphModel(json, shards)).toThrow(CheckpointError);
  });

  test('paths are read without the data', () => {
    expect(tfjsShardPaths(model([one], ['a.bin', 'sub/b.bin']))).toEqual(['a.bin', 'sub/b.bin']);
  });
});
