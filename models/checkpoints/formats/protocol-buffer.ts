import { CheckpointError } from '../checkpoint-error.ts';

/**
 * Reads protocol-buffer wire format and LevelDB's varints from bounded bytes: https://protobuf.dev/programming-guides/encoding/.
 * Every read is checked against the end, so that no input can make a reader loop or look elsewhere.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.bytes.byteLength;
  }

  /** A base-128 number, lowest group first. Throws past ten bytes, past 2^53 (negative sizes are written so) and past the end. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new CheckpointError({ code: 'index-number-end' });
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) throw new CheckpointError({ code: 'index-number-size' });
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new CheckpointError({ code: 'index-number-endless' });
  }

  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array {
    if (length > this.bytes.byteLength - this.at) throw new CheckpointError({ code: 'index-part-end' });
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  fixed32(): number {
    const part = this.take(4);
    return new DataView(part.buffer, part.byteOffset, 4).getUint32(0, true);
  }
}

/** One field of a message: a number, or the bytes of a nested message or text. */
export interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** The fields of a message in the order in which they are written. Throws on ill-formed bytes and on groups (never written since 2008). */
export function* readFields(message: Uint8Array): Generator<Field> {
  const reader = new ByteReader(message);
  while (!reader.done) {
    const tag = reader.varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield { number, value: reader.varint() };
        break;
      case 1:
        yield { number, value: reader.take(8) };
        break;
      case 2:
        yield { number, value: reader.take(reader.varint()) };
        break;
      case 5:
        yield { number, value: reader.fixed32() };
        break;
      default:
        throw new CheckpointError({ code: 'index-no-protocol-buffer' });
    }
  }
}

/** The field as a number; throws where it is bytes. */
export function asNumber(field: Field): number {
  if (typeof field.value !== 'number') throw new CheckpointError({ code: 'index-number-as-text' });
  return field.value;
}

/** The field as bytes; throws where it is a number. */
export function asBytes(field: Field): Uint8Array {
  if (typeof field.value === 'number') throw new CheckpointError({ code: 'index-part-as-number' });
  return field.value;
}
