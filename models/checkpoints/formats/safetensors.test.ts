import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/checkpoints/${name}`, import.meta.url)));

/** A file from a header as text and data; the length may be claimed differently from what it is. */
function file(header: string | Uint8Array, data: number | Uint8Array = 0, claimed?: number): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + (typeof data === 'number' ? data : data.length));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(claimed ?? text.length), true);
  bytes.set(text, 8);
  if (typeof data !== 'number') bytes.set(data, 8 + text.length);
  return bytes;
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });

describe('reading', () => {
  test('lists the fixture as its description counts it', () => {
    const facts = JSON.parse(
      readFileSync(
        new URL('../../../test/fixtures/checkpoints/timm-efficientnet-w010-d03.json', import.meta.url),
        'utf8',
      ),
    );
    const file = readSafetensors(fixture('timm-efficientnet-w010-d03.safetensors'));
    expect(file.tensors.length).toBe(facts.tensors);
    expect(file.byName.get('conv_stem.weight')?.shape).toEqual([8, 3, 3, 3]);
    expect(file.byName.get('bn1.num_batches_tracked')).toMatchObject({ dtype: 'int64', shape: [], bytes: 8 });
    const trainable = file.tensors.filter(({ name }) => !/running_|num_batches/.test(name));
    expect(trainable.reduce((sum, { bytes }) => sum + bytes / 4, 0)).toBe(facts.parameters);
  });

  test('an aligned float32 tensor is a view of the file, an unaligned one a copy of equal value', () => {
    const bytes = fixture('timm-efficientnet-w010-d03.safetensors');
    const aligned = readSafetensors(bytes).byName.get('conv_stem.weight')!.read();
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const unaligned = readSafetensors(shifted.subarray(1)).byName.get('conv_stem.weight')!.read();
    expect(aligned.buffer).toBe(bytes.buffer);
    expect(unaligned).toEqual(aligned);
  });

  test('every element type gives its numbers', () => {
    const bytesOf = (array: ArrayBufferView) =>
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const cases = [
      ['float64', new Float64Array([1.5, -2])],
      ['float32', new Float32Array([1.5, -2])],
      ['float16', new Uint16Array([0x3e00, 0xc000])],
      ['bfloat16', new Uint16Array([0x3fc0, 0xc000])],
    ] as const;
    const integers = [
      ['int64', new BigInt64Array([3n, -4n])],
      ['int32', new Int32Array([3, -4])],
      ['int16', new Int16Array([3, -4])],
      ['int8', new Int8Array([3, -4])],
    ] as const;
    const naturals = [
      ['uint64', new BigUint64Array([3n, 4n])],
      ['uint32', new Uint32Array([3, 4])],
      ['uint16', new Uint16Array([3, 4])],
      ['uint8', new Uint8Array([3, 4])],
      ['bool', new Uint8Array([3, 4])],
    ] as const;
    const all = [...cases, ...integers, ...naturals];
    const written = writeSafetensors(
      all.map(([dtype, data]) => ({ name: dtype, dtype, shape: [2], data: bytesOf(data) })),
    );
    const { byName } = readSafetensors(written);
    for (const [dtype] of cases) expect([...byName.get(dtype)!.read()], dtype).toEqual([1.5, -2]);
    for (const [dtype] of integers) expect([...byName.get(dtype)!.read()], dtype).toEqual([3, -4]);
    for (const [dtype] of naturals) expect([...byName.get(dtype)!.read()], dtype).toEqual([3, 4]);
  });
});

describe('writing', () => {
  const tensors = [
    { name: '10', dtype: 'float16' as const, shape: [1], data: new Uint8Array([1, 2]) },
    { name: 'b', dtype: 'float32' as const, shape: [], data: new Uint8Array([1, 2, 3, 4]) },
    { name: '2', dtype: 'float16' as const, shape: [1], data: new Uint8Array([3, 4]) },
  ];

  test('keeps the declared order within a type, aligns, sorts metadata and comes out the same each time', () => {
    const written = writeSafetensors(tensors, { title: 't', made: 'm' });
    const text = new TextDecoder().decode(written.subarray(8, written.length - 8));
    expect(text.trimEnd()).toBe(
      '{"__metadata__":{"made":"m","title":"t"},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]},' +
        '"10":{"dtype":"F16","shape":[1],"data_offsets":[4,6]},"2":{"dtype":"F16","shape":[1],"data_offsets":[6,8]}}',
    );
    expect(text.length % 8).toBe(0);
    expect(writeSafetensors(tensors, { made: 'm', title: 't' })).toEqual(written);
    expect(readSafetensors(written).metadata).toEqual({ made: 'm', title: 't' });
  });

  test('refuses bytes that do not fit the shape, and a name given twice', () => {
    expect(spoken(() => writeSafetensors([{ ...tensors[0]!, shape: [2] }]))).toThrow('4 needed');
    expect(spoken(() => writeSafetensors([tensors[0]!, tensors[0]!]))).toThrow('twice');
  });
});

describe('hostile files are refused with a sentence', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(0), /only 0 bytes/],
    ['a header longer than the file', file('{}', 0, 100), /claims 100 bytes/],
    ['a header length of 2^63', file('{}', 0, 2 ** 63), /claims 9,223,372,036,854,/],
    ['a header that is no UTF-8', file(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), /not valid UTF-8/],
    ['a header that is no JSON', file('{"a":'), /not valid JSON/],
    ['a header that is a list', file('[1,2,3]'), /not a table/],
    ['a header that nests without end', file('{"a":'.repeat(200_000)), /not valid JSON/],
    ['a huge header', file(`{${' '.repeat(9 * 2 ** 20)}}`), /At most 8,388,608/],
    ['a name twice', file(`{"a":${entry(0, 4)},"a":${entry(4, 8)}}`, 8), /key "a" twice/],
    ['a name twice, written differently', file(`{"a":${entry(0, 4)},"\\u0061":${entry(4, 8)}}`, 8), /twice/],
    ['an offset beyond the end', file(`{"a":${entry(0, 4000)}}`, 8), /outside of the file/],
    ['a negative offset', file(`{"a":${entry(-4, 0)}}`, 8), /outside of the file/],
    [
      'a fractional offset',
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0.5,4.5]}}', 8),
      /outside of the file/,
    ],
    ['an end before the start', file(`{"a":${entry(8, 4, [1])}}`, 8), /outside of the file/],
    ['an overlap', file(`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 12), /overlaps/],
    ['a gap', file(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12), /belong to nothing/],
    ['a rest', file(`{"a":${entry(0, 4)}}`, 12), /describes 4 bytes of data, but the file holds 12/],
    ['a shape too large for its place', file(`{"a":${entry(0, 8, [3])}}`, 8), /needs 12 bytes/],
    [
      'a size that overflows',
      file(`{"a":${entry(0, 8, [2 ** 31, 2 ** 31, 2 ** 31])}}`, 8),
      /more elements than/,
    ],
    ['a negative side', file(`{"a":${entry(0, 8, [-1, -2])}}`, 8), /not a whole number/],
    ['a side that is text', file(`{"a":${entry(0, 8, ['2'])}}`, 8), /not a whole number/],
    ['no shape', file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4), /no shape/],
    ['nine dimensions', file(`{"a":${entry(0, 4, [1, 1, 1, 1, 1, 1, 1, 1, 1])}}`, 4), /9 dimensions/],
    ['an unknown type', file(`{"a":${entry(0, 4, [4], 'F8_E4M3')}}`, 4), /F8_E4M3/],
    ['a type named after a method', file(`{"a":${entry(0, 4, [4], 'toString')}}`, 4), /toString/],
    ['an entry that is a number', file('{"a":1}'), /not a description/],
    ['metadata that is no table', file('{"__metadata__":[1]}'), /not a table of texts/],
    [
      'a number in the metadata',
      file('{"__metadata__":{"epoch":12}}'),
      /metadata “epoch” .* is “12”, which is no text\. The format allows/,
    ],
  ];
  test.each(cases)('%s', (_, bytes, sentence) => {
    expect(spoken(() => readSafetensors(bytes))).toThrow(sentence);
    expect(() => readSafetensors(bytes)).toThrow(CheckpointError);
  });

  test('more tensors than any network has', () => {
    const entries = Array.from(
      { length: 100_001 },
      (_, i) => `"${i}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`,
    );
    expect(spoken(() => readSafetensors(file(`{${entries.join(',')}}`)))).toThrow(/100,001 tensors/);
  });
});
