/** What is particular to SHA-1 and SHA-256: both fill up a message and mix 64 bytes at a time into a state of 32-bit words. */
export interface Mixing {
  /** The state before the first block. */
  readonly initial: readonly number[];
  /** Mixes the 64 bytes from `at` on into `state`. */
  mix(state: Int32Array, bytes: DataView, at: number): void;
}

const blockBytes = 64;

/** A digest that takes a message in pieces of any size. */
export class RunningDigest {
  readonly #mixing: Mixing;
  readonly #state: Int32Array;
  readonly #block = new Uint8Array(blockBytes);
  readonly #blockView = new DataView(this.#block.buffer);
  #filled = 0;
  #length = 0;

  constructor(mixing: Mixing) {
    this.#mixing = mixing;
    this.#state = Int32Array.from(mixing.initial);
  }

  update(bytes: Uint8Array): this {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#length += bytes.byteLength;
    let at = 0;
    if (this.#filled > 0) {
      at = Math.min(blockBytes - this.#filled, bytes.byteLength);
      this.#block.set(bytes.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < blockBytes) return this;
      this.#mixing.mix(this.#state, this.#blockView, 0);
      this.#filled = 0;
    }
    for (; at + blockBytes <= bytes.byteLength; at += blockBytes) this.#mixing.mix(this.#state, view, at);
    this.#block.set(bytes.subarray(at));
    this.#filled = bytes.byteLength - at;
    return this;
  }

  /** The digest of all that was given, hexadecimal. Nothing can be added afterwards. */
  hexadecimal(): string {
    const length = this.#length;
    this.update(Uint8Array.of(0x80));
    // Filled up with zeros until 8 bytes are left for the message's length in bits.
    this.update(new Uint8Array((blockBytes + 56 - this.#filled) % blockBytes));
    const bits = new DataView(new ArrayBuffer(8));
    bits.setUint32(0, Math.floor(length / 2 ** 29));
    bits.setUint32(4, (length * 8) % 2 ** 32);
    this.update(new Uint8Array(bits.buffer));
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
