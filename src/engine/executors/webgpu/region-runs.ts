import { opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import { throwIfCancelled } from '../../protocol/error.ts';
import { type Inputs, ofRegion } from '../inputs.ts';
import { bytesOf } from './half.ts';
import type { LoadedNetwork, Place } from './loaded.ts';
import { ReadingBuffers } from './reading.ts';

/** Regions of one recording and one transfer: few enough that a weak device shows a frame between two. */
const together = 32;

type Maps = readonly Float32Array[];

/** An input on its way to where the program reads it. */
interface Given {
  readonly id: TensorId;
  readonly place: Place;
}

const sum = (places: readonly Place[]): number => places.reduce((all, { bytes }) => all + bytes, 0);

/**
 * Runs of a program about several regions of one picture. A program computes one region, so it is recorded once for each; their inputs
 * lie behind each other on the device, and so do the maps that they leave, which come back together.
 */
export class RegionRuns {
  readonly #device: GPUDevice;
  readonly #network: LoadedNetwork;
  readonly #reading: ReadingBuffers;
  /** Inputs, kept apart from the program's memory: there a later step of a region puts something else in their place. */
  #inputs: GPUBuffer | undefined;

  constructor(device: GPUDevice, network: LoadedNetwork) {
    this.#device = device;
    this.#network = network;
    this.#reading = new ReadingBuffers(device);
  }

  /** Bytes on the device. */
  get bytes(): number {
    return this.#inputs?.size ?? 0;
  }

  /**
   * The named maps of each region. All runs are handed over to the device before this returns its promise.
   * @throws EngineError `cancelled` when the next maps are there
   */
  async run(inputs: Inputs, ids: readonly TensorId[], signal?: AbortSignal): Promise<readonly Maps[]> {
    const { graph } = this.#network.planned.program;
    const given = [...inputs.values.keys()].flatMap((id): Given[] => {
      const place = this.#network.placeOf(id);
      // What nobody reads has no place.
      return place === undefined ? [] : [{ id, place }];
    });
    const isOwn = ({ id }: Given): boolean => {
      const op = opAt(graph, id);
      return op.kind === 'input' && op.perRegion === true;
    };
    const shared = given.filter((input) => !isOwn(input));
    const own = given.filter(isOwn);
    const start = sum(shared.map(({ place }) => place));
    const step = sum(own.map(({ place }) => place));
    const buffer = this.#room(start + together * step);
    const write = (from: number, some: readonly Given[], region: number): void => {
      const values = ofRegion(graph, inputs, region);
      let at = from;
      for (const { id, place } of some) {
        const stored = this.#network.stored(id, values.get(id) ?? new Float32Array());
        this.#device.queue.writeBuffer(buffer, at, bytesOf(stored));
        at += place.bytes;
      }
    };
    write(0, shared, 0);
    const kept = this.#network.placesOf(ids);
    const each = sum(kept);
    const reads: Promise<readonly Maps[]>[] = [];
    for (let first = 0; first < inputs.regions; first += together) {
      const count = Math.min(together, inputs.regions - first);
      for (let i = 0; i < count; i++) write(start + i * step, own, first + i);
      const record = (encoder: GPUCommandEncoder, into: GPUBuffer): void => {
        for (let i = 0; i < count; i++) {
          this.#give(encoder, buffer, 0, shared);
          this.#give(encoder, buffer, start + i * step, own);
          this.#network.recordAll(encoder);
          this.#network.recordCopies(encoder, kept, into, i * each);
        }
      };
      const use = (copied: ArrayBuffer): readonly Maps[] =>
        Array.from({ length: count }, (_, i) => this.#network.unpacked(ids, copied, i * each));
      const read = this.#reading.read(Math.max(4, together * each), record, use);
      // Until it is awaited in its turn, nobody hears of what fails.
      read.catch(() => {});
      reads.push(read);
    }
    const found: Maps[] = [];
    for (const read of reads) {
      found.push(...(await read));
      throwIfCancelled(signal);
    }
    return found;
  }

  /** Records copies of inputs from where they are kept to where the program reads them. */
  #give(encoder: GPUCommandEncoder, buffer: GPUBuffer, from: number, inputs: readonly Given[]): void {
    let at = from;
    for (const { place } of inputs) {
      const arena = this.#network.arenas[place.arena] as GPUBuffer;
      encoder.copyBufferToBuffer(buffer, at, arena, place.offset, place.bytes);
      at += place.bytes;
    }
  }

  #room(size: number): GPUBuffer {
    const { COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#inputs ??= this.#device.createBuffer({ label: 'inputs', size, usage: COPY_DST | COPY_SRC });
    return this.#inputs;
  }

  dispose(): void {
    this.#inputs?.destroy();
    this.#reading.dispose();
  }
}
