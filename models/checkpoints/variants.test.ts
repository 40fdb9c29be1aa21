import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spoken } from '../../test/spoken.ts';
import { recognise } from '../recognise.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { type NamedTensors, namedTensors } from './formats/named-tensors.ts';
import { openCheckpoint } from './formats/open.ts';
import { variantWeights } from './variants.ts';

const open = (name: string) =>
  openCheckpoint([
    {
      name,
      bytes: new Uint8Array(
        readFileSync(new URL(`../../test/fixtures/checkpoints/${name}`, import.meta.url)),
      ),
    },
  ]);
const network = open('timm-efficientnet-w010-d03.safetensors');
const detector = open('effdet-tiny.safetensors');

/** The tensors of a network again under other names, with values that tell the copies apart. */
function copy(tensors: NamedTensors, prefix: string, value?: number) {
  return tensors.tensors.map((tensor) => ({
    ...tensor,
    name: `${prefix}${tensor.name}`,
    ...(value !== undefined && { read: () => new Float32Array(tensor.read().length).fill(value) }),
  }));
}
const joined = (...copies: ReturnType<typeof copy>[]) => namedTensors('safetensors', copies.flat());
const sample = ({ tensors }: { tensors: NamedTensors }) => tensors.byName.get('conv_stem.weight')?.read()[0];

describe('a prefix is taken off', () => {
  test.each([
    'model.',
    'module.',
    'state_dict.',
    'ema.',
    'backbone.',
    'model.module.',
    'state_dict.model._orig_mod.',
    'a.b.c.d.e.f.',
  ])('%s', (prefix) => {
    const { tensors, variant, variants } = variantWeights(joined(copy(network, prefix)));
    expect(tensors.tensors.map(({ name }) => name)).toEqual(network.tensors.map(({ name }) => name));
    expect(tensors.byName.get('conv_stem.weight')?.read()).toEqual(
      network.byName.get('conv_stem.weight')?.read(),
    );
    expect(variant.prefix).toBe(prefix);
    expect(variants).toHaveLength(1);
  });

  test('a file without one is given as it is', () => {
    const whole = variantWeights(network);
    expect(whole.tensors).toBe(network);
    expect(whole).toMatchObject({ variant: { id: 'plain', prefix: '', average: false }, others: 0 });
    expect(variantWeights(detector).tensors).toBe(detector);
  });

  test('what lies beside the network is counted and let go; what lies within is kept', () => {
    const loss = copy(network, 'loss.').slice(0, 3);
    const { tensors, others } = variantWeights(joined(copy(network, 'model.'), loss));
    expect(tensors.tensors).toHaveLength(network.tensors.length);
    expect(others).toBe(3);
    const within = variantWeights(joined(copy(network, ''), loss));
    expect(within.tensors.tensors).toHaveLength(network.tensors.length + 3);
  });

  test('a backbone within a detector is no copy of it', () => {
    const { variant, variants } = variantWeights(joined(copy(detector, 'model.')));
    expect(variants).toHaveLength(1);
    expect(variant.prefix).toBe('model.');
  });
});

describe('of several copies', () => {
  const both = joined(copy(network, '', 1), copy(network, 'ema.', 2));

  test('the average is taken, and the other can be asked for', () => {
    const usual = variantWeights(both);
    expect(usual.variants).toEqual([
      { id: 'plain', prefix: '', average: false },
      { id: 'ema', prefix: 'ema.', average: true },
    ]);
    expect(usual.variant.id).toBe('ema');
    expect(sample(usual)).toBe(2);
    const plain = variantWeights(both, 'plain');
    expect(sample(plain)).toBe(1);
    // The average's tensors are no surplus of the plain ones.
    expect(plain.tensors.tensors).toHaveLength(network.tensors.length);
  });

  test.each([
    ['state_dict.', 'state_dict_ema.'],
    ['model.', 'model_ema.module.'],
    ['model.', 'ema_model.'],
    ['net.', 'netAveraged.'],
    ['state_dict.model.', 'state_dict.model_ema.module.'],
    ['model.', 'swa_model.module.'],
  ])('%s beside %s', (plain, average) => {
    const file = joined(copy(network, plain, 1), copy(network, average, 2));
    expect(sample(variantWeights(file))).toBe(2);
    expect(sample(variantWeights(file, 'plain'))).toBe(1);
    expect(sample(variantWeights(file, 'ema'))).toBe(2);
    expect(sample(variantWeights(file, plain.slice(0, -1)))).toBe(1);
  });

  test('an average that keeps no counters is one all the same', () => {
    const average = copy(network, 'ema.', 2).filter(({ name }) => !name.endsWith('num_batches_tracked'));
    const file = variantWeights(joined(copy(network, '', 1), average));
    expect(sample(file)).toBe(2);
    expect(sample(variantWeights(joined(copy(network, '', 1), average), 'plain'))).toBe(1);
  });

  test('where none is an average the first is taken: a teacher beside a student', () => {
    const file = joined(copy(network, 'student.', 1), copy(network, 'teacher.', 2));
    expect(sample(variantWeights(file))).toBe(1);
    expect(sample(variantWeights(file, 'teacher'))).toBe(2);
    expect(() => variantWeights(file, 'plain')).toThrow(CheckpointError);
  });

  test('words that only begin alike are no averages', () => {
    const file = joined(copy(network, 'schema.', 1), copy(network, 'email.', 2));
    expect(variantWeights(file).variants.map(({ average }) => average)).toEqual([false, false]);
  });

  test('one that is not there is refused, with what is', () => {
    expect(spoken(() => variantWeights(both, 'best'))).toThrow(
      'no weights called “best”. It has “plain”, “ema”.',
    );
    expect(spoken(() => variantWeights(network, 'ema'))).toThrow('It has one copy of them: “plain”.');
  });
});

test('a training of timm gives its average; the same values as float16 round them', () => {
  const usual = variantWeights(open('torch/timm-training-with-ema.ckpt'));
  expect(usual).toMatchObject({ variant: { id: 'state_dict_ema' }, others: 2 });
  const [own, stored] = [network, usual.tensors].map(sampleOf);
  expect(stored! / own!).toBeCloseTo(1, 3);
  const last = variantWeights(open('torch/timm-training-with-ema.ckpt'), 'plain');
  expect(sampleOf(last.tensors) / own!).toBeCloseTo(1.25, 3);
});
const sampleOf = (tensors: NamedTensors) => tensors.byName.get('conv_stem.weight')!.read()[0]!;

test('a checkpoint of TensorFlow has its averages beside its variables', () => {
  const folder = 'tf-checkpoint-tiny/one-shard/model';
  const files = ['.index', '.data-00000-of-00001'].map((ending) => `${folder}${ending}`);
  const bundle = openCheckpoint(
    files.map((name) => ({
      name,
      bytes: new Uint8Array(
        readFileSync(new URL(`../../test/fixtures/checkpoints/${name}`, import.meta.url)),
      ),
    })),
  );
  expect(variantWeights(bundle)).toMatchObject({ variant: { id: 'ema', average: true }, others: 0 });
  expect(variantWeights(bundle).tensors).toBe(bundle);
  const plain = variantWeights(bundle, 'plain').tensors.tensors;
  expect(plain.some(({ name }) => name.endsWith('/ExponentialMovingAverage'))).toBe(false);
  expect(plain.length).toBeGreaterThan(bundle.tensors.length / 3);
});

test('a network of another family is found behind a prefix', () => {
  const other = open('timm-resnet18-tiny.safetensors');
  const { tensors, variant } = variantWeights(joined(copy(other, 'model.')));
  expect(variant.prefix).toBe('model.');
  expect(recognise(tensors)).toMatchObject({ family: 'resnet', network: null, classes: 10 });
});

test('a network that does not run here is found behind a prefix, so that it can be named', () => {
  const other = open('timm-mixnet-names.safetensors');
  const { tensors, variant } = variantWeights(joined(copy(other, 'model.')));
  expect(variant.prefix).toBe('model.');
  expect(spoken(() => recognise(tensors))).toThrow('The file holds a MixNet');
});

test('names of no known library are left as they are', () => {
  const other = open('timm-resnet18-tiny.safetensors');
  expect(variantWeights(other).tensors).toBe(other);
});

test('fifty thousand names of many parts are looked through in time', () => {
  const name = (i: number) =>
    `${Array.from({ length: 100 }, (_, part) => (i >> (part % 7)) & 3).join('.')}.${i}`;
  const first = network.tensors[0]!;
  const many = Array.from({ length: 50_000 }, (_, i) => ({ ...first, name: name(i) }));
  const started = performance.now();
  expect(variantWeights(namedTensors('safetensors', many)).variants).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(2000);
});
