import { createHash, webcrypto } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { digest } from './digest.ts';
import { sha1 } from './sha1.ts';
import { sha256 } from './sha256.ts';

const text = (value: string) => new TextEncoder().encode(value);

afterEach(() => vi.unstubAllGlobals());

// The examples of NIST's Secure Hash Standard, from its validation programme.
const examples: [message: string, times: number, sha1: string, sha256: string][] = [
  [
    '',
    1,
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ],
  [
    'abc',
    1,
    'a9993e364706816aba3e25717850c26c9cd0d89d',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    1,
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'a',
    1_000_000,
    '34aa973cd4c4daa4f61eeb2bdbad27316534016f',
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  ],
];

describe('NIST’s examples', () => {
  test.each(examples)('“%s” × %i', (message, times, one, two) => {
    const all = text(message.repeat(times));
    expect(sha1().update(all).hexadecimal()).toBe(one);
    expect(sha256().update(all).hexadecimal()).toBe(two);
  });
});

test('random lengths in random pieces, against Node', () => {
  let seed = 4;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let i = 0; i < 300; i++) {
    const bytes = Uint8Array.from({ length: random(i < 200 ? 260 : 40_000) }, () => random(256));
    const [one, two] = [sha1(), sha256()];
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + 1 + random(200));
      one.update(piece);
      two.update(piece);
      at += piece.length;
    }
    expect(one.hexadecimal()).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(two.hexadecimal()).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

test('with the browser’s digest and without it', async () => {
  const bytes = text('phiscope');
  const expected = createHash('sha256').update(bytes).digest('hex');
  const subtle = vi.fn(webcrypto.subtle.digest.bind(webcrypto.subtle));
  vi.stubGlobal('crypto', { subtle: { digest: subtle } });
  expect(await digest('SHA-256', bytes)).toBe(expected);
  expect(subtle).toHaveBeenCalledTimes(1);
  vi.stubGlobal('crypto', {});
  expect(await digest('SHA-256', bytes)).toBe(expected);
  vi.stubGlobal('crypto', undefined);
  expect(await digest('SHA-1', bytes)).toBe(createHash('sha1').update(bytes).digest('hex'));
});
