import { expect, test } from 'vitest';
import { namedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { namingById } from '../../models/checkpoints/naming/namings.ts';
import { efficientNet } from '../../models/families/efficientnet.ts';
import { released } from '../../models/scaling/released.ts';
import { openUpstream } from '../../src/engine/checkpoint/upstream.ts';
import { type BundleTensor, writeBundle } from './write-bundle.ts';

const average = '/ExponentialMovingAverage';

/** EfficientNet-B3 as the official code writes it: every variable and its average, about 98 MB. */
function officialB3() {
  const graph = efficientNet(released.B3);
  const sourceOf = namingById('automl').sources(graph, namedTensors('tensor-bundle', []));
  const tensors: BundleTensor[] = graph.parameters.flatMap((parameter) => {
    const { name, shape } = sourceOf(parameter)!.needs[0]!;
    const length = shape.reduce((product, side) => product * side, 1);
    const values = (seed: number) =>
      Float32Array.from({ length }, (_, i) => 0.5 + ((i * 7 + seed) % 11) / 100);
    const named = `efficientnet-b3/${name}`;
    return [
      { name: named, shape, data: values(1) },
      { name: named + average, shape, data: values(2) },
    ];
  });
  return writeBundle(tensors);
}

const held = () => {
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
});
