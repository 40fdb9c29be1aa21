import { cutShort } from './picture-error.ts';

/** Read at once, since the parts of a header lie close together. */
const windowBytes = 1 << 16;

/** A file's bytes, read where they are asked for: nothing has to lie near its beginning, and a large file is never held whole. */
export class FileBytes {
  readonly size: number;
  readonly #read: (from: number, to: number) => Promise<Uint8Array>;
  #from = 0;
  #window: Uint8Array = new Uint8Array();

  constructor(size: number, read: (from: number, to: number) => Promise<Uint8Array>) {
    this.size = size;
    this.#read = read;
  }

  static of(source: Blob | Uint8Array): FileBytes {
    return source instanceof Uint8Array
      ? new FileBytes(source.byteLength, async (from, to) => source.subarray(from, to))
      : new FileBytes(
          source.size,
          async (from, to) => new Uint8Array(await source.slice(from, to).arrayBuffer()),
        );
  }

  /** `length` bytes from `at` on, fewer where the file ends before. */
  async upTo(at: number, length: number): Promise<Uint8Array> {
    const to = Math.min(this.size, at + length);
    if (to <= at) return new Uint8Array();
    if (at < this.#from || to > this.#from + this.#window.byteLength) {
      this.#window = await this.#read(at, Math.min(this.size, Math.max(to, at + windowBytes)));
      this.#from = at;
      if (this.#window.byteLength < to - at) throw cutShort();
    }
    return this.#window.subarray(at - this.#from, to - this.#from);
  }

  /** `length` bytes from `at` on. Throws `EngineError` where the file ends before. */
  async view(at: number, length: number): Promise<DataView> {
    const bytes = await this.upTo(at, length);
    if (bytes.byteLength < length) throw cutShort();
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  /** Bytes as letters, a byte each. */
  async text(at: number, length: number): Promise<string> {
    return String.fromCharCode(...(await this.upTo(at, length)));
  }
}
