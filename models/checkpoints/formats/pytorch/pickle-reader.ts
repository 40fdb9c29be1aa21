import { CheckpointError } from '../../checkpoint-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');
/** Whole numbers of more bytes than these are no sizes, counts or seeds; Python itself can write any. */
const longestNumber = 64;
const longestLine = 4096;

/** Numbers and text of a pickle, little-endian; every read is checked against the end. */
export class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Goes `length` bytes ahead and gives where they begin. */
  skip(length: number): number {
    if (length > this.#bytes.byteLength - this.#at) throw new CheckpointError({ code: 'pickle-end' });
    this.#at += length;
    return this.#at - length;
  }

  uint8(): number {
    return this.#view.getUint8(this.skip(1));
  }
  uint16(): number {
    return this.#view.getUint16(this.skip(2), true);
  }
  int32(): number {
    return this.#view.getInt32(this.skip(4), true);
  }
  length32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }
  length64(): number {
    const at = this.skip(8);
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 2 ** 32;
  }
  /** The one number that a pickle writes high byte first. */
  float64(): number {
    return this.#view.getFloat64(this.skip(8), false);
  }

  /** A whole number in two's complement of `length` bytes; a bigint where a number cannot hold it. */
  long(length: number): number | bigint {
    const at = this.skip(length);
    if (length > longestNumber) throw new CheckpointError({ code: 'pickle-number-long', bytes: length });
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.#bytes[at + i]!);
    if (length > 0 && this.#bytes[at + length - 1]! >= 0x80) value -= 1n << BigInt(8 * length);
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  utf8(length: number): string {
    const at = this.skip(length);
    try {
      return utf8.decode(this.#bytes.subarray(at, at + length));
    } catch {
      throw new CheckpointError({ code: 'pickle-name-not-utf8' });
    }
  }

  latin1(length: number): string {
    const at = this.skip(length);
    return latin1.decode(this.#bytes.subarray(at, at + length));
  }

  /** Text to the end of the line. */
  line(): string {
    const end = this.#bytes.subarray(0, this.#at + longestLine).indexOf(0x0a, this.#at);
    if (end < 0) throw new CheckpointError({ code: 'pickle-line-endless' });
    const text = this.latin1(end - this.#at);
    this.#at++;
    return text;
  }

  /** A number written as text. */
  numberLine(): number | boolean {
    const text = this.line();
    if (text === '00' || text === '01') return text === '01';
    const number = Number(text.replace(/L$/, ''));
    if (text.trim() === '' || Number.isNaN(number))
      throw new CheckpointError({ code: 'pickle-no-number', text });
    return number;
  }
}
