import { opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { storedSize } from '../../plan/program.ts';
import { arrayOf, bytesOf, floatsOf, type Values } from './half.ts';
import { type PlannedNetwork, packTables, packWeights, readerOf } from './network.ts';
import { ReadingBuffers } from './reading.ts';
import { withFilling, withoutFilling } from './stored.ts';

/** Pipelines by the text that names them, so that equal programs are compiled once a device. */
export class Pipelines {
  readonly #device: GPUDevice;
  readonly #known = new Map<string, Promise<GPUComputePipeline>>();
  readonly layout: GPUBindGroupLayout;
  readonly #pipelineLayout: GPUPipelineLayout;

  constructor(device: GPUDevice) {
    this.#device = device;
    const buffer = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type, hasDynamicOffset: binding === 0 },
    });
    this.layout = device.createBindGroupLayout({
      entries: [
        buffer(0, 'uniform'),
        ...[1, 2, 3, 4].map((binding) => buffer(binding, 'read-only-storage')),
        buffer(5, 'storage'),
      ],
    });
    this.#pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [this.layout] });
  }

  get(key: string, source: string): Promise<GPUComputePipeline> {
    let pipeline = this.#known.get(key);
    if (pipeline === undefined) {
      const module = this.#device.createShaderModule({ code: source, label: key });
      pipeline = this.#device.createComputePipelineAsync({
        label: key,
        layout: this.#pipelineLayout,
        compute: { module, entryPoint: 'main' },
      });
      this.#known.set(key, pipeline);
    }
    return pipeline;
  }

  get count(): number {
    return this.#known.size;
  }
}

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly table: number;
  readonly x: number;
  readonly y: number;
}

const widest = 65_535;

/** Where a map lies on the device: in which arena, from which byte on, and its bytes. */
export interface Place {
  readonly arena: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Records dispatches in front of a run's own. */
export type Recorder = (pass: GPUComputePassEncoder) => void;

/** A program with its memory on a device. A run records dispatches that are ready, and makes nothing but the recording. */
export class LoadedNetwork {
  readonly planned: PlannedNetwork;
  readonly #device: GPUDevice;
  readonly #weights: GPUBuffer;
  readonly #ownsWeights: boolean;
  readonly #tables: GPUBuffer;
  readonly #arenas: readonly GPUBuffer[];
  readonly #dispatches: readonly Dispatch[];
  readonly #input: Values;
  readonly #valueBytes: 2 | 4;
  readonly #reading: ReadingBuffers;

  private constructor(
    planned: PlannedNetwork,
    device: GPUDevice,
    buffers: { weights: GPUBuffer; ownsWeights: boolean; tables: GPUBuffer; arenas: readonly GPUBuffer[] },
    dispatches: readonly Dispatch[],
  ) {
    this.planned = planned;
    this.#device = device;
    this.#weights = buffers.weights;
    this.#ownsWeights = buffers.ownsWeights;
    this.#tables = buffers.tables;
    this.#arenas = buffers.arenas;
    this.#dispatches = dispatches;
    this.#valueBytes = planned.program.valueBytes;
    this.#reading = new ReadingBuffers(device);
    this.#input = arrayOf(this.#valueBytes, storedSize(opAt(planned.program.graph, 0).shape));
  }

  /** Compiles every program at once and puts weights and tables on the device. */
  static async load(
    planned: PlannedNetwork,
    weights: Weights,
    device: GPUDevice,
    pipelines: Pipelines,
    shared?: GPUBuffer,
  ): Promise<LoadedNetwork> {
    const compiled = await Promise.all(planned.steps.map(({ code }) => pipelines.get(code.key, code.source)));
    const { STORAGE, COPY_DST, COPY_SRC, UNIFORM } = GPUBufferUsage;
    const weightBuffer =
      shared ??
      device.createBuffer({
        label: 'weights',
        size: planned.weightGroups * 4 * planned.program.valueBytes,
        usage: STORAGE | COPY_DST,
      });
    if (shared === undefined)
      device.queue.writeBuffer(weightBuffer, 0, bytesOf(packWeights(planned, weights)));
    const packed = packTables(planned, weights);
    const tables = device.createBuffer({
      label: 'tables',
      size: packed.byteLength,
      usage: UNIFORM | COPY_DST,
    });
    device.queue.writeBuffer(tables, 0, packed);
    const arenas = planned.program.memory.arenas.map((bytes, i) =>
      device.createBuffer({
        label: `arena ${i}`,
        size: Math.max(16, bytes),
        usage: STORAGE | COPY_DST | COPY_SRC,
      }),
    );
    const groups = new Map<string, GPUBindGroup>();
    const groupOf = (reads: readonly number[], writes: number, size: number): GPUBindGroup => {
      const key = `${reads.join(' ')} > ${writes} ${size}`;
      const known = groups.get(key);
      if (known !== undefined) return known;
      const first = arenas[reads[0] ?? writes] as GPUBuffer;
      const inputs = [0, 1, 2].map((i) => arenas[reads[i] ?? -1] ?? first);
      const made = device.createBindGroup({
        layout: pipelines.layout,
        entries: [
          { binding: 0, resource: { buffer: tables, size } },
          { binding: 1, resource: { buffer: weightBuffer } },
          ...inputs.map((buffer, i) => ({ binding: 2 + i, resource: { buffer } })),
          { binding: 5, resource: { buffer: arenas[writes] as GPUBuffer } },
        ],
      });
      groups.set(key, made);
      return made;
    };
    const dispatches = planned.steps.map((step, i): Dispatch => {
      const { workgroups } = step.costed;
      const y = Math.ceil(workgroups / widest);
      return {
        pipeline: compiled[i] as GPUComputePipeline,
        group: groupOf(step.reads, step.writes, step.tableSize),
        table: step.table,
        x: Math.ceil(workgroups / y),
        y,
      };
    });
    const buffers = { weights: weightBuffer, ownsWeights: shared === undefined, tables, arenas };
    return new LoadedNetwork(planned, device, buffers, dispatches);
  }

  /** The arenas as they lie on the device, for what looks at maps there. */
  get arenas(): readonly GPUBuffer[] {
    return this.#arenas;
  }

  /** Bytes on the device. */
  get bytes(): number {
    const arenas = this.#arenas.reduce((sum, { size }) => sum + size, 0);
    return arenas + this.#tables.size + (this.#ownsWeights ? this.#weights.size : 0);
  }

  /** Weights that a run changes, or null to put the loaded ones back. Joins live in the tables; anything else is written where it lies. */
  change(weights: Weights, changed: Weights | undefined, before: Weights | undefined): void {
    const names = new Set([...(changed?.keys() ?? []), ...(before?.keys() ?? [])]);
    if (names.size === 0) return;
    this.#device.queue.writeBuffer(this.#tables, 0, packTables(this.planned, weights, changed));
    for (const { packed, at } of this.planned.weights) {
      if (!packed.from.some((name) => names.has(name))) continue;
      const values = arrayOf(this.#valueBytes, packed.groups * 4);
      packed.write(readerOf(weights, changed), values);
      this.#device.queue.writeBuffer(this.#weights, at * 4 * this.#valueBytes, bytesOf(values));
    }
  }

  /** Puts the values of an input where the program reads them. */
  #write(id: TensorId, input: Float32Array): void {
    const place = this.placeOf(id);
    // What nobody reads has no place.
    if (place === undefined) return;
    const values = this.stored(id, input);
    this.#device.queue.writeBuffer(this.#arenas[place.arena] as GPUBuffer, place.offset, bytesOf(values));
  }

  /** The values of an input as the program reads them; those of the first are overwritten by the next call. */
  stored(id: TensorId, input: Float32Array): Values {
    const { shape } = opAt(this.planned.program.graph, id);
    return withFilling(input, shape, id === 0 ? this.#input : arrayOf(this.#valueBytes, storedSize(shape)));
  }

  /** Where a map lies on the device once a run has made it, if the program keeps it or is given it. */
  placeOf(id: TensorId): Place | undefined {
    const { graph, memory } = this.planned.program;
    const place = memory.places.get(id);
    return place && { ...place, bytes: storedSize(opAt(graph, id).shape) * this.#valueBytes };
  }

  /**
   * The same for several.
   * @throws RangeError where the program does not keep one
   */
  placesOf(ids: readonly TensorId[]): readonly Place[] {
    return ids.map((id) => {
      const { graph } = this.planned.program;
      const place = this.placeOf(id);
      if (place === undefined) throw new RangeError(`${graph.name} does not keep ${opAt(graph, id).name}.`);
      return place;
    });
  }

  /** How many dispatches a run is. */
  get dispatches(): number {
    return this.#dispatches.length;
  }

  /** Records one dispatch, by its place in the program. */
  record(pass: GPUComputePassEncoder, at: number): void {
    const { pipeline, group, table, x, y } = this.#dispatches[at] as Dispatch;
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group, [table]);
    pass.dispatchWorkgroups(x, y);
  }

  /** Hands the whole run to the device: its inputs, one pass of all dispatches (`before`: some of them), and nothing else. */
  submit(inputs: ReadonlyMap<TensorId, Float32Array>, before?: Recorder): void {
    for (const [id, input] of inputs) this.#write(id, input);
    const encoder = this.#device.createCommandEncoder();
    this.recordAll(encoder, before);
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Records one pass of all dispatches. */
  recordAll(encoder: GPUCommandEncoder, before?: Recorder): void {
    const pass = encoder.beginComputePass();
    before?.(pass);
    for (let i = 0; i < this.#dispatches.length; i++) this.record(pass, i);
    pass.end();
  }

  /**
   * Copies maps that the program keeps back, in one transfer; channels as the graph has them. The copy is handed over before this returns, so
   * that the next run may overwrite them.
   */
  async read(ids: readonly TensorId[]): Promise<readonly Float32Array[]> {
    const places = this.placesOf(ids);
    const all = places.reduce((sum, { bytes }) => sum + bytes, 0);
    if (all === 0) return [];
    return this.#reading.read(
      all,
      (encoder, into) => this.recordCopies(encoder, places, into, 0),
      (values) => this.unpacked(ids, values, 0),
    );
  }

  /** Records copies of what lies at these places, one behind the other from `at` on. */
  recordCopies(encoder: GPUCommandEncoder, places: readonly Place[], into: GPUBuffer, at: number): void {
    let to = at;
    for (const { arena, offset, bytes } of places) {
      encoder.copyBufferToBuffer(this.#arenas[arena] as GPUBuffer, offset, into, to, bytes);
      to += bytes;
    }
  }

  /** Maps that were copied one behind the other, from a byte on; channels as the graph has them. */
  unpacked(ids: readonly TensorId[], copied: ArrayBuffer, at: number): readonly Float32Array[] {
    let from = at;
    return ids.map((id) => {
      const { shape } = opAt(this.planned.program.graph, id);
      const bytes = storedSize(shape) * this.#valueBytes;
      const stored = floatsOf(this.#valueBytes, copied, from, bytes);
      from += bytes;
      return withoutFilling(stored, shape);
    });
  }

  dispose(): void {
    for (const buffer of [...this.#arenas, this.#tables]) buffer.destroy();
    this.#reading.dispose();
    if (this.#ownsWeights) this.#weights.destroy();
  }
}
