import { CheckpointError } from '../checkpoint-error.ts';

/** Deflate's tables, as RFC 1951 (3.2.5 and 3.2.7) gives them. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes have each length, and the symbols in the order of their codes. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const maxLength = 15;

/**
 * The bytes of a raw deflate stream (RFC 1951) that holds exactly `size` of them: the result is the only array made, so a stream
 * that would grow past what was said is refused before it does. Throws {@link CheckpointError} where the stream is ill-formed, ends early or
 * gives more or fewer bytes.
 */
export function inflate(stream: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const bits = new BitReader(stream);
  let at = 0;
  for (let last = false; !last; ) {
    last = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 0) {
      const stored = bits.storedBlock();
      if (stored.length > size - at) throw tooMuch(size);
      out.set(stored, at);
      at += stored.length;
    } else if (kind === 3) throw illFormed();
    else {
      const [literals, distances] = kind === 1 ? fixedCodes() : readCodes(bits);
      at = copyBlock(bits, literals, distances, out, at);
    }
  }
  if (at !== size) throw new CheckpointError({ code: 'inflated-bytes', given: at, claimed: size });
  return out;
}

const illFormed = () => new CheckpointError({ code: 'inflate-ill-formed' });
const tooMuch = (size: number) => new CheckpointError({ code: 'inflated-too-much', claimed: size });

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `count` bits, at most 16, the first one lowest. */
  take(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw illFormed();
      this.#held |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  /** A stored block: from the next whole byte on, its length twice, then its bytes. */
  storedBlock(): Uint8Array {
    this.#held = 0;
    this.#count = 0;
    const [a, b, c, d] = this.#bytes.subarray(this.#at, this.#at + 4);
    if (d === undefined || ((a! | (b! << 8)) ^ (c! | (d << 8))) !== 0xffff) throw illFormed();
    const start = this.#at + 4;
    this.#at = start + (a! | (b! << 8));
    if (this.#at > this.#bytes.length) throw illFormed();
    return this.#bytes.subarray(start, this.#at);
  }

  /** The next symbol of a code: its bits come highest first. */
  symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxLength; length++) {
      code |= this.take(1);
      const count = counts[length]!;
      if (code - count < first) return symbols[index + (code - first)]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw illFormed();
  }
}

/** A code from the lengths of its symbols' codes; throws where there are more codes than their lengths leave room for. */
function codeOf(lengths: ArrayLike<number>): Code {
  const counts = new Uint16Array(maxLength + 1);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]!]!++;
  counts[0] = 0;
  let room = 1;
  const offsets = new Uint16Array(maxLength + 2);
  for (let length = 1; length <= maxLength; length++) {
    room = room * 2 - counts[length]!;
    if (room < 0) throw illFormed();
    offsets[length + 1] = offsets[length]! + counts[length]!;
  }
  const symbols = new Uint16Array(offsets[maxLength + 1]!);
  for (let i = 0; i < lengths.length; i++) if (lengths[i] !== 0) symbols[offsets[lengths[i]!]!++] = i;
  return { counts, symbols };
}

let fixed: readonly [Code, Code] | undefined;

function fixedCodes(): readonly [Code, Code] {
  const length = (symbol: number) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  fixed ??= [
    codeOf(Array.from({ length: 288 }, (_, symbol) => length(symbol))),
    codeOf(new Array(30).fill(5)),
  ];
  return fixed;
}

function readCodes(bits: BitReader): readonly [Code, Code] {
  const literalCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const lengthCount = bits.take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) throw illFormed();
  const ofLengths = new Uint8Array(19);
  for (let i = 0; i < lengthCount; i++) ofLengths[codeLengthOrder[i]!] = bits.take(3);
  const lengthCode = codeOf(ofLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let i = 0; i < lengths.length; ) {
    const symbol = bits.symbol(lengthCode);
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) throw illFormed();
    const repeated = symbol === 16 ? lengths[i - 1]! : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (i + times > lengths.length) throw illFormed();
    lengths.fill(repeated, i, i + times);
    i += times;
  }
  return [codeOf(lengths.subarray(0, literalCount)), codeOf(lengths.subarray(literalCount))];
}

function copyBlock(bits: BitReader, literals: Code, distances: Code, out: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol < 256) {
      if (at >= out.length) throw tooMuch(out.length);
      out[at++] = symbol;
      continue;
    }
    if (symbol === 256) return at;
    const base = lengthBase[symbol - 257];
    if (base === undefined) throw illFormed();
    const length = base + bits.take(lengthExtra[symbol - 257]!);
    const which = bits.symbol(distances);
    const distance = (distanceBase[which] ?? Number.POSITIVE_INFINITY) + bits.take(distanceExtra[which] ?? 0);
    if (distance > at) throw illFormed();
    if (length > out.length - at) throw tooMuch(out.length);
    for (let i = 0; i < length; i++, at++) out[at] = out[at - distance]!;
  }
}
