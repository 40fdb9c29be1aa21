/** A picture by the SHA-256 of its bytes. */
export type Hashed = { readonly sha256: string };

/**
 * What the network sees of pictures just below its last block, each kept by the SHA-256 of the picture's bytes: a second run looks at
 * none again. Never more than so many; the one that was not asked for longest goes first.
 */
export class SeenMaps {
  readonly #most: number;
  readonly #kept = new Map<string, Float32Array>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#kept.size;
  }

  /**
   * The maps of all pictures in one array, in their order.
   * @param look asks the network about the picture of this index; a rejection leaves what was seen before it
   * @param onDone hears how many are there
   */
  async together(
    pictures: readonly Hashed[],
    look: (index: number) => Promise<Float32Array>,
    onDone: (count: number) => void,
  ): Promise<Float32Array> {
    let all: Float32Array | null = null;
    for (const [i, { sha256 }] of pictures.entries()) {
      const known = this.#kept.get(sha256);
      const map = known ?? (await look(i));
      this.#keep(sha256, map);
      all ??= new Float32Array(map.length * pictures.length);
      all.set(map, i * map.length);
      onDone(i + 1);
    }
    return all ?? new Float32Array();
  }

  #keep(sha256: string, map: Float32Array): void {
    this.#kept.delete(sha256);
    this.#kept.set(sha256, map);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
  }
}
