import { expect, test } from 'vitest';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { openUpstream } from '../../src/engine/sources/upstream.ts';
import { officialB3 } from './official-b3.ts';

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
