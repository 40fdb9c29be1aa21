import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Part, writeZip } from '../../../test/parity/write-zip.ts';
import { spoken } from '../../../test/spoken.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { crc32 } from './crc.ts';
import { inflate } from './inflate.ts';
import { readZip } from './zip.ts';

const text = new TextEncoder().encode('weights, weights and more weights; '.repeat(400));
const noise = new Uint8Array(randomBytes(70_000));
const mixed = Uint8Array.from([...text, ...noise.subarray(0, 3000), ...text, ...new Uint8Array(40_000)]);

describe('inflate, against zlib', () => {
  const settings = [
    ['stored blocks', { level: 0 }],
    ['fixed codes', { strategy: constants.Z_FIXED }],
    ['codes without matches', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['runs', { strategy: constants.Z_RLE }],
    ['the least effort', { level: 1 }],
    ['the most', { level: 9, windowBits: 15 }],
    ['a small window', { level: 9, windowBits: 9 }],
  ] as const;
  test.each(settings)('%s', (_, options) => {
    for (const data of [new Uint8Array(0), new Uint8Array([7]), text, noise, mixed]) {
      const packed = new Uint8Array(deflateRawSync(data, options));
      expect(Buffer.from(inflate(packed, data.length)).equals(data)).toBe(true);
    }
  });

  test('a stream of another length than was said, and one that is cut or altered, is refused', () => {
    const packed = new Uint8Array(deflateRawSync(mixed));
    expect(spoken(() => inflate(packed, mixed.length - 1))).toThrow(/gives more than/);
    expect(spoken(() => inflate(packed, mixed.length + 1))).toThrow(/instead of/);
    for (const cut of [0, 1, 2, 100, packed.length - 1])
      expect(() => inflate(packed.subarray(0, cut), mixed.length), `${cut}`).toThrow(CheckpointError);
    for (let at = 0; at < packed.length; at += 7) {
      const altered = packed.slice();
      altered[at]! ^= 0x55;
      try {
        expect(inflate(altered, mixed.length)).toHaveLength(mixed.length);
      } catch (error) {
        expect(error).toBeInstanceOf(CheckpointError);
      }
    }
  });
});

test('CRC-32, against zlib, whole and in pieces', () => {
  for (const data of [new Uint8Array(0), text.subarray(0, 3), noise, mixed]) {
    expect(crc32(data)).toBe(zlibCrc32(data));
    expect(crc32(data.subarray(5), crc32(data.subarray(0, 5)))).toBe(zlibCrc32(data));
  }
});

describe('an archive', () => {
  const parts: Part[] = [
    { name: 'a/one', content: text },
    { name: 'a/two', content: noise },
    { name: 'a/packed', content: noise, deflate: true },
    { name: 'ä/三', content: new Uint8Array(0) },
  ];

  test('gives its parts, stored and deflated, as they were', () => {
    const bytes = writeZip(parts);
    const archive = readZip(bytes);
    expect(archive.entries.map(({ name }) => name)).toEqual(parts.map(({ name }) => name));
    for (const [i, { content }] of parts.entries())
      expect(Buffer.from(archive.read(archive.entries[i]!)).equals(content)).toBe(true);
    // A part that is stored whole is not copied.
    expect(archive.read(archive.entries[1]!).buffer).toBe(bytes.buffer);
  });

  test('is read with its numbers in 64 bits, behind a comment, and with sizes that stand behind the parts', () => {
    for (const form of [{ zip64: true }, { comment: 'PK\x05\x06 by hand' }, { sizesLater: true }]) {
      const archive = readZip(writeZip(parts, form));
      expect(Buffer.from(archive.read(archive.entries[2]!)).equals(noise), JSON.stringify(form)).toBe(true);
    }
  });

  test('is checked part by part, unless it was written without checksums', () => {
    const wrong = readZip(writeZip([parts[0]!, { ...parts[1]!, crc: 1 }]));
    expect(wrong.read(wrong.entries[0]!)).toHaveLength(text.length);
    expect(spoken(() => wrong.read(wrong.entries[1]!))).toThrow(
      /“a\/two” does not match its checksum \(CRC-32\)/,
    );
    const none = readZip(writeZip(parts.slice(0, 2).map((part) => ({ ...part, crc: 0 }))));
    expect(none.read(none.entries[1]!)).toHaveLength(noise.length);
  });

  const two = parts.slice(0, 2);
  const hostile: [string, Uint8Array, RegExp][] = [
    ['cut short', writeZip(parts).subarray(0, 50_000), /directory at the end .* missing/],
    ['a part twice', writeZip([two[0]!, two[0]!]), /lists the part “a\/one” twice/],
    [
      'a part that claims too little',
      writeZip([{ ...two[0]!, claims: { bytes: 5, packed: 5 } }]),
      /not what its directory says/,
    ],
    [
      'a part that claims to reach past the end',
      writeZip([{ ...two[0]!, claims: { bytes: 1e6, packed: 1e6 } }]),
      /not what its directory says/,
    ],
    [
      'a part of two sizes',
      writeZip([{ ...two[0]!, claims: { bytes: 5 } }]),
      /claims 5 bytes, but 14000 are stored/,
    ],
    [
      'a part that lies elsewhere',
      writeZip([{ ...two[0]!, claims: { offset: 17 } }]),
      /not what its directory says/,
    ],
    [
      'a part of another name',
      writeZip([{ ...two[0]!, claims: { name: 'a/0ne' } }]),
      /not what its directory says/,
    ],
    [
      'two parts that share their bytes',
      writeZip([
        { name: 'a', content: writeZip([{ name: 'b', content: text }]) },
        { name: 'b', content: text, claims: { offset: 31 } },
      ]),
      /“a” of the archive overlaps/,
    ],
    ['an encrypted part', writeZip([{ ...two[0]!, claims: { flags: 1 } }]), /is encrypted/],
    [
      'a method that is not known',
      writeZip([{ ...two[0]!, claims: { method: 93 } }]),
      /compressed by method 93/,
    ],
    ['more parts than there are', writeZip(two, { count: 3 }), /missing or wrong|fewer parts/],
    ['a million parts', writeZip(two, { zip64: true, count: 1_000_000 }), /claims 1,000,000 parts/],
  ];
  test.each(hostile)('%s is refused with a sentence', (_, bytes, sentence) => {
    expect(spoken(() => readZip(bytes))).toThrow(sentence);
    expect(() => readZip(bytes)).toThrow(CheckpointError);
  });

  test('a bomb is refused before anything is unpacked', () => {
    const bomb = writeZip([{ name: 'a/bomb', content: new Uint8Array(50_000_000), deflate: true }]);
    const before = process.memoryUsage().arrayBuffers;
    expect(spoken(() => readZip(bomb))).toThrow(
      /claim 50,000,000 bytes, but it has 48,\d+\. .* fill the memory/,
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  test('a bomb that lies about its size is stopped at what it claims', () => {
    const zeros = { name: 'a/bomb', content: new Uint8Array(50_000_000), deflate: true };
    const bomb = writeZip([{ ...zeros, claims: { bytes: 1000 } }], { sizesLater: true });
    const archive = readZip(bomb);
    expect(spoken(() => archive.read(archive.entries[0]!))).toThrow(/gives more than the 1,000 bytes/);
  });
});
