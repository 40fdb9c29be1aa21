import { describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { type HeadCard, isHead, readHead, writeHead } from '../../models/checkpoints/head.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { openCheckpoint, withHead } from '../../src/engine/sources/open.ts';
import { spoken } from '../spoken.ts';

const { card: b0, bytes } = readShipped('efficientnet-b0');
const card: HeadCard = {
  title: 'pets',
  standsOn: 'efficientnet-b0',
  backbone: b0.weights.sha256,
  classes: ['cat', 'dog'],
  training: { method: 'lbfgs', seed: 1, decay: 1e-3, step: 12, ended: 'converged' },
  pictures: [{ label: 0, part: 'train', sha256: 'ab' }],
  measured: null,
};
const head = {
  kernel: Float32Array.from({ length: 2560 }, (_, i) => i / 2560),
  bias: Float32Array.of(1, -1),
};

test('a head comes back as it was written, the same bytes each time', () => {
  const file = writeHead(head, card);
  expect(writeHead(head, card)).toEqual(file);
  const tensors = readSafetensors(file);
  expect(isHead(tensors)).toBe(true);
  expect(readHead(tensors)).toEqual({ ...head, card });
});

const [convKernel, convBias] = ['stage9/conv/kernel', 'stage9/conv/bias'] as const;
const block = {
  [convKernel]: Float32Array.from({ length: 320 * 1280 }, (_, i) => (i % 7) / 7),
  [convBias]: Float32Array.from({ length: 1280 }, (_, i) => i % 3),
};
const changed = { [convKernel]: [1, 1, 320, 1280], [convBias]: [1280] };
const tuned: HeadCard = {
  ...card,
  tuning: { rate: 1e-4, batch: 32, step: 2, ended: 'early', weights: changed },
};

test('a last block that was trained, too, comes back with it', () => {
  const file = writeHead({ ...head, block }, tuned);
  const tensors = readSafetensors(file);
  expect(readHead(tensors)).toEqual({ ...head, block, card: tuned });
  for (const [name, shape] of Object.entries(changed)) expect(tensors.byName.get(name)?.shape).toEqual(shape);
});

test('an ordinary checkpoint is no head', () => {
  expect(isHead(readSafetensors(bytes))).toBe(false);
});

describe('what is no head is refused with a sentence:', () => {
  const spoilt = (change: object) => writeHead(head, { ...card, ...change } as HeadCard);
  const tensor = (name: string, shape: number[]) => ({
    name,
    dtype: 'float32' as const,
    shape,
    data: new Uint8Array(4 * shape.reduce((a, b) => a * b, 1)),
  });
  const metadata = { format: 'phiscope-head-1', card: JSON.stringify(card) };
  test.each<[string, Uint8Array, string]>([
    ['a class too many', spoilt({ classes: ['cat', 'dog', 'ox'] }), 'names 3 classes'],
    ['one class', spoilt({ classes: ['cat'] }), 'wrong in “classes”'],
    ['no list of pictures', spoilt({ pictures: 7 }), 'wrong in “pictures”'],
    ['no title', spoilt({ title: null }), 'wrong in “title”'],
    ['no kernel', writeSafetensors([tensor('stage9/dense/bias', [2])], metadata), 'lacks the tensor'],
    ['a tuning without its block', writeHead(head, tuned), 'lacks the tensor'],
    ['a tuning that names no weights', spoilt({ tuning: { step: 2 } }), 'wrong in “tuning”'],
    [
      'a block’s value that is no number',
      writeHead({ ...head, block: { ...block, [convBias]: block[convBias].with(3, Number.NaN) } }, tuned),
      'no finite number',
    ],
    [
      'a card that is no JSON',
      writeSafetensors([tensor('x', [1])], { ...metadata, card: '{' }),
      'not valid JSON',
    ],
    [
      'a value that is no number',
      writeHead({ ...head, bias: Float32Array.of(Number.NaN, 0) }, card),
      'no finite number',
    ],
  ])('%s', (_, file, sentence) => {
    expect(spoken(() => readHead(readSafetensors(file)))).toThrow(sentence);
  });
});

test('on the network that it stands on it makes a classifier; on other weights it is refused', () => {
  const { weights } = openCheckpoint(b0, bytes);
  const classifier = withHead(b0, weights, { ...head, card });
  const sizes = new Map(classifier.graph.parameters.map(({ name, shape }) => [name, shape]));
  expect(sizes.get('stage9/dense/kernel')).toEqual([1280, 2]);
  expect(classifier.weights.get('stage9/dense/kernel')).toBe(head.kernel);
  // The rest are the shipped arrays themselves, so that they are held once.
  expect(classifier.weights.get('stage1/conv/kernel')).toBe(weights.get('stage1/conv/kernel'));
  expect(spoken(() => withHead(b0, weights, { ...head, card: { ...card, backbone: 'other' } }))).toThrow(
    'trained on other weights',
  );
});

test('with a block of its own it makes a classifier of that block; one of another size is refused', () => {
  const { weights } = openCheckpoint(b0, bytes);
  const classifier = withHead(b0, weights, { ...head, block, card: tuned });
  for (const [name, values] of Object.entries(block)) {
    expect(classifier.weights.get(name)).toBe(values);
    expect(weights.get(name)).not.toBe(values);
  }
  const short = { ...block, [convKernel]: block[convKernel].slice(1) };
  const unknown = { ...block, 'stage10/kernel': Float32Array.of(1) };
  for (const other of [short, unknown])
    expect(spoken(() => withHead(b0, weights, { ...head, block: other, card: tuned }))).toThrow(
      'trained on other weights',
    );
});
