import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { crc32c, maskCrc32c } from './crc.ts';
import { readStringTable } from './string-table.ts';
import { readTensorBundle, tensorBundleDataNames, tensorBundleShardCount } from './tensor-bundle.ts';

const folder = new URL('../../../test/fixtures/checkpoints/tf-checkpoint-tiny/', import.meta.url);
const load = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const facts = JSON.parse(readFileSync(new URL('model.json', folder), 'utf8'));
const oneShard = () =>
  readTensorBundle(load('one-shard/model.index'), [load('one-shard/model.data-00000-of-00001')]);

describe('a checkpoint written by TensorFlow', () => {
  test('lists every variable with its shape, and its average beside it', () => {
    const { tensors, byName } = oneShard();
    expect(tensors.length).toBe(facts.tensors);
    for (const [name, shape] of Object.entries(facts.variables)) {
      expect(byName.get(name)?.shape, name).toEqual(shape);
      if (name !== 'global_step')
        expect(byName.get(`${name}/ExponentialMovingAverage`)?.shape, name).toEqual(shape);
    }
    expect(byName.get('global_step')).toMatchObject({ dtype: 'int64', shape: [] });
  });

  test('gives the same values from one data file and from two', () => {
    const two = load('two-shards/model.index');
    expect(tensorBundleShardCount(two)).toBe(2);
    const names = tensorBundleDataNames('model', 2);
    expect(names).toEqual(['model.data-00000-of-00002', 'model.data-00001-of-00002']);
    const split = readTensorBundle(
      two,
      names.map((name) => load(`two-shards/${name}`)),
    );
    for (const tensor of oneShard().tensors)
      expect(split.byName.get(tensor.name)?.read(), tensor.name).toEqual(tensor.read());
  });

  test('without its data it is listed, and reading says which file is missing', () => {
    const [tensor] = readTensorBundle(load('one-shard/model.index')).tensors;
    expect(spoken(() => tensor?.read())).toThrow(/Data file 1 of 1 is missing/);
  });

  test('exactly the tensor with the wrong checksum is refused', () => {
    const data = load('one-shard/model.data-00000-of-00001');
    const refused = readTensorBundle(load('wrong-tensor-crc/model.index'), [data]).tensors.filter(
      (tensor) => {
        try {
          tensor.read();
          return false;
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
          return true;
        }
      },
    );
    expect(refused.map(({ name }) => name)).toEqual([
      'class_net/class-predict/bias/ExponentialMovingAverage',
    ]);
  });

  test('an index with a wrong block checksum is refused whole', () => {
    expect(spoken(() => readTensorBundle(load('wrong-block-crc/model.index')))).toThrow(
      /does not match its checksum/,
    );
  });

  test('data that is too short is refused with both lengths', () => {
    const data = load('one-shard/model.data-00000-of-00001');
    expect(
      spoken(() => readTensorBundle(load('one-shard/model.index'), [data.subarray(0, 500_000)])),
    ).toThrow(/has 500000/);
  });
});

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const text = (value: string) => [...new TextEncoder().encode(value)];
const field = (number: number, bytes: number[]) => [number * 8 + 2, ...varint(bytes.length), ...bytes];

/** One table entry whose name shares `shared` bytes with the one before it. */
const row = (name: number[], value: number[], shared = 0) => [
  ...varint(shared),
  ...varint(name.length),
  ...varint(value.length),
  ...name,
  ...value,
];
const header = row([], [0x08, 1]);

interface Faults {
  restarts?: number;
  compression?: number;
  handles?: [number, number][];
}

/** A string table around one block of entries, with correct checksums: what is wrong is only what the caller puts into it. */
function table(entries: number[], { restarts = 1, compression = 0, handles }: Faults = {}): Uint8Array {
  const block = (contents: number[]) => {
    const covered = [...contents, compression];
    const crc = maskCrc32c(crc32c(Uint8Array.from(covered)));
    return [...covered, crc & 255, (crc >>> 8) & 255, (crc >>> 16) & 255, crc >>> 24];
  };
  const restartArray = [
    0,
    0,
    0,
    0,
    restarts & 255,
    (restarts >>> 8) & 255,
    (restarts >>> 16) & 255,
    restarts >>> 24,
  ];
  const data = [...entries, ...restartArray];
  const places = handles ?? [[0, data.length]];
  const rows = places.flatMap(([offset, length], i) => row([i + 1], [...varint(offset), ...varint(length)]));
  const index = [...rows, 0, 0, 0, 0, 1, 0, 0, 0];
  const blocks = [...block(data), ...block(index)];
  const footer = [0, 0, ...varint(data.length + 5), ...varint(index.length)];
  while (footer.length < 40) footer.push(0);
  return Uint8Array.from([...blocks, ...footer, 0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]);
}

const shape = (...sides: number[]) =>
  field(
    2,
    sides.flatMap((side) => field(2, [0x08, ...varint(side)])),
  );
const tensor = (name: string, ...parts: number[][]) => row(text(name), parts.flat());
const float = [0x08, 1];
const size = (bytes: number) => [0x28, ...varint(bytes)];
const offset = (bytes: number) => [0x20, ...varint(bytes)];

describe('hostile indexes are refused with a sentence', () => {
  test('the table builder itself gives a table that reads', () => {
    const good = table([
      ...header,
      ...tensor('a', float, shape(2), size(8)),
      ...tensor('b', float, shape(), offset(8), size(4)),
    ]);
    expect(readTensorBundle(good).tensors).toMatchObject([
      { name: 'a', shape: [2], offset: 0, bytes: 8 },
      { name: 'b', shape: [], offset: 8, bytes: 4 },
    ]);
  });

  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(0), /does not end as/],
    ['only a footer', table(header).subarray(-48), /outside of the file|too short/],
    ['no header', table(tensor('a', float, shape(1), size(4))), /begin with its header/],
    ['no entries at all', table([]), /begin with its header/],
    ['big-endian', table(row([], [0x08, 1, 0x10, 1])), /big-endian/],
    ['10^9 data files', table(row([], [0x08, ...varint(1e9)])), /1000000000 data files/],
    ['compressed blocks', table(header, { compression: 1 }), /compressed/],
    ['more restart points than bytes', table(header, { restarts: 0xffffffff }), /restart points/],
    [
      'the same block twice',
      table(header, {
        handles: [
          [0, 13],
          [0, 13],
        ],
      }),
      /overlap|wrong order/,
    ],
    ['a block that is the index itself', table(header, { handles: [[18, 21]] }), /overlap|wrong order/],
    ['a block beyond the end', table(header, { handles: [[0, 1e15]] }), /overlap|wrong order/],
    ['a number without end', table([...header, ...Array(12).fill(0x80)]), /does not end|too large/],
    [
      'a number past 2^53',
      table([...header, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
      /too large or negative/,
    ],
    ['a name that repeats what was not there', table([...header, ...row([97], [], 5)]), /repeats more/],
    ['a name past the end', table([...header, 0, 100, 0, 97]), /runs past the end/],
    ['a value past the end', table([...header, 0, 1, 100, 97]), /runs past the end/],
    ['an endless name', table([...header, ...row(Array(1025).fill(97), [])]), /longer than 1024/],
    [
      'a name that is no UTF-8',
      table([...header, ...row([0xff, 0xfe], [...float, ...shape(1), ...size(4)])]),
      /UTF-8/,
    ],
    [
      'a name twice',
      table([...header, ...tensor('a', float, shape(0)), ...tensor('a', float, shape(0))]),
      /not in order/,
    ],
    [
      'names out of order',
      table([...header, ...tensor('b', float, shape(0)), ...tensor('a', float, shape(0))]),
      /not in order/,
    ],
    ['an entry that is no message', table([...header, ...row([97], [0x0b, 1])]), /not a protocol buffer/],
    ['a nested part past the end', table([...header, ...row([97], [0x12, 100, 1])]), /runs past the end/],
    ['text where a number belongs', table([...header, ...row([97], field(1, [1]))]), /written as text/],
    ['a number where a shape belongs', table([...header, ...row([97], [0x10, 1])]), /written as a number/],
    [
      'an unknown data type',
      table([...header, ...tensor('a', [0x08, 21], shape(1), size(4))]),
      /data type 21/,
    ],
    ['slices', table([...header, ...tensor('a', float, shape(1), size(4), field(7, []))]), /in slices/],
    [
      'an unknown rank',
      table([...header, ...tensor('a', float, field(2, [0x18, 1]), size(4))]),
      /no known shape/,
    ],
    [
      'a negative side',
      table([...header, ...tensor('a', float, field(2, field(2, [0x08, ...Array(9).fill(0xff), 1])))]),
      /too large or negative/,
    ],
    [
      'a size that overflows',
      table([...header, ...tensor('a', float, shape(2 ** 31, 2 ** 31), size(4))]),
      /more elements/,
    ],
    [
      'a size that is not its shape’s',
      table([...header, ...tensor('a', float, shape(3), size(8))]),
      /claims 8 bytes.*needs 12/,
    ],
    [
      'a shard that is not there',
      table([...header, ...tensor('a', float, shape(1), [0x18, 1], size(4))]),
      /outside of the checkpoint/,
    ],
    [
      'an overlap',
      table([
        ...header,
        ...tensor('a', float, shape(2), size(8)),
        ...tensor('b', float, shape(1), offset(4), size(4)),
      ]),
      /overlaps/,
    ],
  ];
  test.each(cases)('%s', (_, bytes, sentence) => {
    expect(spoken(() => readTensorBundle(bytes))).toThrow(sentence);
    expect(() => readTensorBundle(bytes)).toThrow(CheckpointError);
  });

  test('a tensor behind the end of its data', () => {
    const index = table([...header, ...tensor('a', float, shape(1), offset(2 ** 40), size(4))]);
    expect(spoken(() => readTensorBundle(index, [new Uint8Array(8)]))).toThrow(/but the data file has 8/);
  });

  test('text is listed and not read as numbers', () => {
    const index = table([...header, ...tensor('a', [0x08, 7], shape(1), size(9))]);
    const [entry] = readTensorBundle(index, [new Uint8Array(9)]).tensors;
    expect(entry).toMatchObject({ dtype: 'string', bytes: 9 });
    expect(() => entry?.read()).toThrow(CheckpointError);
  });

  test('a table of a real index has its header first', () => {
    expect(readStringTable(load('one-shard/model.index'))[0]?.key).toBe('');
  });
});
