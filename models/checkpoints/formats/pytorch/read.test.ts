import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../open.ts';
import { readSafetensors } from '../safetensors.ts';

const folder = new URL('../../../../test/fixtures/checkpoints/', import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const open = (name: string) => openCheckpoint([{ name, bytes: bytesOf(`torch/${name}`) }]);

interface Expected {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}
const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL('torch/types-and-views.json', folder), 'utf8'),
);

describe('types, views, strides and nestings give what torch gives', () => {
  const files = [
    'types-and-views.protocol-2.pt',
    'types-and-views.protocol-5.pt',
    // The same parts, compressed by a zip program.
    'types-and-views.deflated.pt',
  ];
  test.each(files)('%s', (name) => {
    const { tensors, format, metadata } = open(name);
    expect(format).toBe('pytorch');
    expect(tensors.map((tensor) => tensor.name).sort()).toEqual(Object.keys(expected).sort());
    for (const tensor of tensors) {
      const { dtype, shape, values } = expected[tensor.name]!;
      expect({ name: tensor.name, dtype: tensor.dtype, shape: tensor.shape }).toEqual({
        name: tensor.name,
        dtype,
        shape,
      });
      expect([...tensor.read()], tensor.name).toEqual(values.map((value) => Math.fround(Number(value))));
    }
    expect(metadata).toMatchObject({ epoch: '12', arch: 'none' });
  });

  test('a tensor that lies in a row is a view of the file; one that does not is a copy', () => {
    const { byName } = open('types-and-views.protocol-2.pt');
    const whole = byName.get('views.whole')!.read();
    expect(byName.get('views.offset')!.read().buffer).toBe(whole.buffer);
    expect(byName.get('views.transposed')!.read().buffer).not.toBe(whole.buffer);
  });
});

test('a network has the values of its safetensors twin, under the same names', () => {
  const twin = readSafetensors(bytesOf('timm-efficientnet-w010-d03.safetensors'));
  const { tensors } = open('timm-efficientnet-w010-d03.pth');
  expect(tensors).toHaveLength(twin.tensors.length);
  for (const tensor of tensors)
    expect(tensor.read(), tensor.name).toEqual(twin.byName.get(tensor.name)?.read());
});

test('a training: tensors by their paths, and what the file says of itself', () => {
  const { tensors, metadata } = open('timm-training-with-ema.ckpt');
  const containers = new Set(tensors.map(({ name }) => name.split('.')[0]));
  expect([...containers]).toEqual(['state_dict', 'optimizer', 'state_dict_ema']);
  expect(metadata).toMatchObject({
    epoch: '7',
    arch: 'tf_efficientnet_b0',
    'args.model': 'tf_efficientnet_b0',
    'args.output': '/out',
  });
  // What both copies share lies in the file once.
  const at = (name: string) => tensors.find((tensor) => tensor.name === name)?.offset;
  expect(at('state_dict.bn1.weight')).toBe(at('state_dict_ema.bn1.weight'));
  expect(at('state_dict.conv_stem.weight')).not.toBe(at('state_dict_ema.conv_stem.weight'));
});

test('a file of Lightning, with settings, loops, optimizer and schedule', () => {
  const { byName, metadata } = open('lightning.ckpt');
  const twin = readSafetensors(bytesOf('timm-efficientnet-w010-d03.safetensors'));
  for (const { name, read } of twin.tensors)
    expect(byName.get(`state_dict.model.${name}`)?.read()).toEqual(read());
  expect(byName.get('state_dict.loss.weight')?.read()).toEqual(new Float32Array(8).fill(1));
  expect(metadata).toMatchObject({ 'hyper_parameters.lr': '0', 'hyper_parameters.note': 'a note' });
});

test('a file that was written without checksums is read', () => {
  expect(open('without-checksums.pt').byName.get('conv.weight')?.read()).toHaveLength(16);
});
