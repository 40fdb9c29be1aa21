import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { namedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { namingById } from '../../models/checkpoints/naming/namings.ts';
import { efficientNet } from '../../models/families/efficientnet/network.ts';
import { released } from '../../models/families/efficientnet/sizes.ts';
import { openUpstream } from '../../src/engine/sources/upstream.ts';
import { officialB3 } from './official-b3.ts';
import { table, tensor, torchFile } from './write-torch.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held in memory, in bytes, once nothing that could be collected is left. */
const held = () => {
  // What the first pass frees of arrays, the second one finds freed.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

test('a bundle of 98 MB is read in at most 1.5 times its size beyond the file', () => {
  const { index, data } = officialB3();
  const size = index.byteLength + data.byteLength;
  expect(size).toBeGreaterThan(95e6);
  const before = held();
  const files = [
    { name: 'model.ckpt.index', bytes: index },
    { name: 'model.ckpt.data-00000-of-00001', bytes: data },
  ];
  const { recognised, weights } = openUpstream(openCheckpoint(files));
  const used = held() - before;
  expect(recognised.network).toBe('efficientnet-b3');
  // The first value of an average; the raw variable's is 0.51.
  expect(weights.get('stage9/dense/bias')?.[0]).toBeCloseTo(0.52, 6);
  expect(used / size).toBeLessThan(1.5);
  // Whoever kept the raw bytes of every tensor beside its values would be found.
  const copies = [data.slice(), data.slice()];
  expect((held() - before) / size).toBeGreaterThan(1.5);
  expect(copies.map(({ byteLength }) => byteLength)).toEqual([data.byteLength, data.byteLength]);
});

/** A training's file, three copies of EfficientNet-B3; what it was written from is gone when it is there. */
function training(): { name: string; bytes: Uint8Array } {
  const graph = efficientNet(released.B3);
  const sourceOf = namingById('timm').sources(graph, namedTensors('pytorch', []));
  const copies = ['state_dict', 'state_dict_ema', 'best'];
  const storages: Record<string, Float32Array> = {};
  const tables = copies.map((copy, c): readonly [string, Uint8Array] => {
    const tensors = graph.parameters.map((parameter): readonly [string, Uint8Array] => {
      const { name, shape } = sourceOf(parameter)!.needs[0]!;
      const elements = shape.reduce((product, side) => product * side, 1);
      const key = String(Object.keys(storages).length);
      storages[key] = new Float32Array(elements).fill(0.5 + c / 100);
      const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, side) => product * side, 1));
      return [name, tensor(key, { elements, shape, strides })];
    });
    return [copy, table(...tensors)];
  });
  return { name: 'last.ckpt', bytes: torchFile(table(...tables), storages) };
}

test('a training of PyTorch of 147 MB, three copies of a network, in at most its size beyond the file', () => {
  const file = training();
  const size = file.bytes.byteLength;
  expect(size).toBeGreaterThan(145e6);
  const before = held();
  const { recognised, weights, copies: read } = openUpstream(openCheckpoint([file]));
  const used = held() - before;
  expect(recognised.network).toBe('efficientnet-b3');
  expect(read.variant.id).toBe('state_dict_ema');
  expect(weights.get('stage9/dense/bias')?.[0]).toBeCloseTo(0.51, 6);
  expect(used / size).toBeLessThan(1);
  const copy = file.bytes.slice();
  expect((held() - before) / size).toBeGreaterThan(1);
  expect(copy.byteLength).toBe(file.bytes.byteLength);
});
