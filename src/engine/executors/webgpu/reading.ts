/**
 * Buffers through which values come back, by their size: one for each reading that is under way. They stay for the next, so that runs make
 * none once as many exist as overlap.
 */
export class ReadingBuffers {
  readonly #device: GPUDevice;
  readonly #free = new Map<number, GPUBuffer[]>();
  readonly #all = new Set<GPUBuffer>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * Hands a copy over to the device and gives what it brought, which is gone when `use` returns. `record` is called at once and puts the
   * copy into the encoder, with whatever has to come before it.
   */
  async read<T>(
    size: number,
    record: (encoder: GPUCommandEncoder, into: GPUBuffer) => void,
    use: (values: ArrayBuffer) => T,
  ): Promise<T> {
    const free = this.#free.get(size) ?? [];
    this.#free.set(size, free);
    const buffer = free.pop() ?? this.#make(size);
    try {
      const encoder = this.#device.createCommandEncoder();
      record(encoder, buffer);
      this.#device.queue.submit([encoder.finish()]);
      await buffer.mapAsync(GPUMapMode.READ);
      try {
        return use(buffer.getMappedRange());
      } finally {
        buffer.unmap();
      }
    } finally {
      free.push(buffer);
    }
  }

  #make(size: number): GPUBuffer {
    const { MAP_READ, COPY_DST } = GPUBufferUsage;
    const made = this.#device.createBuffer({ label: 'reading', size, usage: MAP_READ | COPY_DST });
    this.#all.add(made);
    return made;
  }

  dispose(): void {
    for (const buffer of this.#all) buffer.destroy();
    this.#all.clear();
    this.#free.clear();
  }
}
