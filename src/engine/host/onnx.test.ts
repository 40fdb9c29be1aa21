import { expect, test } from 'vitest';
import { findNetwork } from '../../../models/families/index.ts';
import { toOnnx } from '../../../models/onnx/model.ts';
import { fold } from '../../../models/operators/fold.ts';
import { randomWeights } from '../sources/random-weights.ts';
import { Host } from './host.ts';
import { buffersIn } from './transfer.ts';

const never = () => Promise.reject(new Error('Nobody may ask for this.'));

/** A host that has nothing to run on, and fetches nothing. */
const host = new Host({
  drivers: [],
  find: () => undefined,
  prepare: never,
  openForeign: never,
  onLost: () => {},
});
const asked = { signal: new AbortController().signal, onProgress: () => {}, onFit: () => {} };

test('a graph becomes an ONNX file of seeded weights, where nothing can run it', async () => {
  const graph = findNetwork('mobilenet-v3-small-0.25')!.member.network({ resolution: 64 });
  const bytes = await host.answer({ type: 'onnx', of: { graph, seed: 5 } }, asked);
  const folded = fold(graph);
  expect(bytes).toEqual(toOnnx(folded, randomWeights(folded, 5)));
  expect(bytes).not.toEqual(toOnnx(folded, randomWeights(folded, 6)));
  expect(buffersIn(bytes)).toEqual([(bytes as Uint8Array).buffer]);
});

test('a network that was closed is not written', async () => {
  await expect(host.answer({ type: 'onnx', of: { handle: 7 } }, asked)).rejects.toMatchObject({
    failure: { code: 'disposed', what: 'network' },
  });
});
