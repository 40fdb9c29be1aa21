import { describe, expect, test } from 'vitest';
import { crc32c, maskCrc32c } from './crc.ts';
import {
  decodeBfloat16,
  decodeFloat16,
  encodeFloat16,
  float16ToFloat32,
  float32ToFloat16,
} from './float16.ts';

// V8's own rounding to float16 is the independent reference; TypeScript's ES2023 library does not declare it yet.
const f16round: (value: number) => number = (Math as unknown as { f16round(value: number): number }).f16round;

describe('float16', () => {
  test('every pattern decodes and encodes back to itself', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const value = decodeFloat16(bits);
      if (Number.isNaN(value)) expect(Number.isNaN(decodeFloat16(encodeFloat16(value)))).toBe(true);
      else if (encodeFloat16(value) !== bits)
        expect.fail(`pattern ${bits} came back as ${encodeFloat16(value)}`);
    }
  });

  test('rounding agrees with the engine at every tie, just beside it and at the ends', () => {
    const around = new Float32Array(1);
    const pattern = new Uint32Array(around.buffer);
    for (let bits = 0; bits < 0x7c00; bits++) {
      around[0] = (decodeFloat16(bits) + decodeFloat16(bits + 1 === 0x7c00 ? bits : bits + 1)) / 2;
      for (const step of [-1, 0, 1]) {
        const tie: number = pattern[0]!;
        if (step < 0 && tie === 0) continue;
        pattern[0] = tie + step;
        const value: number = around[0]!;
        for (const signed of [value, -value]) {
          if (!Object.is(decodeFloat16(encodeFloat16(signed)), f16round(signed))) expect.fail(`${signed}`);
        }
        pattern[0] = tie;
      }
    }
    for (const value of [
      65504,
      65519.99,
      65520,
      1e9,
      2 ** -25,
      2 ** -26,
      1e-40,
      0,
      -0,
      Infinity,
      -Infinity,
    ]) {
      const single = Math.fround(value);
      expect(Object.is(decodeFloat16(encodeFloat16(single)), f16round(single)), `${value}`).toBe(true);
    }
  });

  test('arrays go the same way', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 10 ** ((i % 12) - 6));
    expect(float16ToFloat32(float32ToFloat16(values))).toEqual(values.map((value) => f16round(value)));
  });

  test('bfloat16 is the upper half of a float32', () => {
    expect(decodeBfloat16(0x3f80)).toBe(1);
    expect(decodeBfloat16(0xc049)).toBe(-3.140625);
  });
});

describe('CRC-32C', () => {
  test('gives the vectors of RFC 3720, appendix B.4', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => 31 - i))).toBe(0x113fdb5c);
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  });

  test('comes out the same in pieces of any length', () => {
    const bytes = Uint8Array.from({ length: 301 }, (_, i) => i * 7);
    for (let cut = 0; cut <= 301; cut++) {
      expect(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut)))).toBe(crc32c(bytes));
    }
  });

  test('masks as LevelDB does', () => {
    // leveldb/util/crc32c_test.cc: masking is not the identity, nor its own inverse; the rotation is checked by hand here.
    expect(maskCrc32c(0)).toBe(0xa282ead8);
    expect(maskCrc32c(0x8000)).toBe((1 + 0xa282ead8) >>> 0);
    expect(maskCrc32c(1)).toBe((0x20000 + 0xa282ead8) >>> 0);
  });
});
