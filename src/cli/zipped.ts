import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Bytes of a file that is worth keeping, and of all that is kept. */
const largest = 8_000_000;
const room = 64_000_000;

interface Kept {
  /** When the file was written, and how long it was then. */
  readonly written: number;
  readonly size: number;
  readonly bytes: Promise<Buffer>;
}

/** Files as they are sent to whoever reads gzip: each is compressed once, however many ask for it, until it is written anew. */
export class Zipped {
  readonly #kept = new Map<string, Kept>();
  readonly #room: number;
  #bytes = 0;

  constructor(limit: number = room) {
    this.#room = limit;
  }

  /** A file's bytes, compressed; undefined for one so large that it is better sent as it is read. */
  async of(file: string): Promise<Buffer | undefined> {
    const { mtimeMs: written, size } = await stat(file);
    if (size > largest) return undefined;
    const known = this.#kept.get(file);
    if (known?.written === written && known.size === size) return known.bytes;
    const bytes = readFile(file).then((read) => compress(read));
    const kept = { written, size, bytes };
    this.#kept.set(file, kept);
    bytes.then(
      ({ length }) => this.#count(length),
      () => this.#kept.delete(file),
    );
    return bytes;
  }

  /** Forgets all when it is more than there is room for: a site is a fraction of it. */
  #count(length: number): void {
    this.#bytes += length;
    if (this.#bytes <= this.#room) return;
    this.#kept.clear();
    this.#bytes = 0;
  }
}
