import { findTensor, opAt } from '../../../../models/graph/graph.ts';
import { bestFirst, type Heads, type Selection, type SelectOptions } from '../selection.ts';
import { chooserCodes, headWords, levelWords, mostLevels } from './code/choose.ts';
import type { LoadedNetwork } from './loaded.ts';
import { ReadingBuffers } from './reading.ts';

type Part = keyof ReturnType<typeof chooserCodes>;

interface Compiled {
  readonly layout: GPUBindGroupLayout;
  readonly pipelines: Readonly<Record<Part, GPUComputePipeline>>;
}

const compiled = {
  2: new WeakMap<GPUDevice, Promise<Compiled>>(),
  4: new WeakMap<GPUDevice, Promise<Compiled>>(),
};

/** The programs, compiled once a device. */
function compile(device: GPUDevice, valueBytes: 2 | 4): Promise<Compiled> {
  let known = compiled[valueBytes].get(device);
  if (known === undefined) {
    known = (async () => {
      const entry = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      });
      const layout = device.createBindGroupLayout({
        entries: [
          entry(0, 'uniform'),
          ...[1, 2, 3, 4].map((binding) => entry(binding, 'read-only-storage')),
          ...[5, 6].map((binding) => entry(binding, 'storage')),
        ],
      });
      const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
      const codes = chooserCodes(valueBytes);
      const made = await Promise.all(
        (Object.keys(codes) as Part[]).map(async (part) => {
          const module = device.createShaderModule({ code: codes[part], label: part });
          const pipeline = await device.createComputePipelineAsync({
            label: part,
            layout: pipelineLayout,
            compute: { module, entryPoint: 'main' },
          });
          return [part, pipeline] as const;
        }),
      );
      return { layout, pipelines: Object.fromEntries(made) as Record<Part, GPUComputePipeline> };
    })();
    compiled[valueBytes].set(device, known);
  }
  return known;
}

const widest = 65_535;

/** Chooses a detector's candidates on the device: at most so many leave it. Everything that a run needs is made when it is opened. */
export class Chooser {
  readonly #heads: Heads;
  readonly #options: SelectOptions;
  readonly #compiled: Compiled;
  readonly #group: GPUBindGroup;
  readonly #buffers: readonly GPUBuffer[];
  readonly #chosen: GPUBuffer;
  readonly #reading: ReadingBuffers;
  readonly #anchors: number;

  private constructor(
    network: LoadedNetwork,
    device: GPUDevice,
    heads: Heads,
    options: SelectOptions,
    compiledFor: Compiled,
  ) {
    const { graph, memory, valueBytes } = network.planned.program;
    if (heads.levels.length > mostLevels)
      throw new RangeError(
        `${graph.name} has ${heads.levels.length} levels; candidates are chosen from ${mostLevels} at the most.`,
      );
    this.#heads = heads;
    this.#options = options;
    this.#compiled = compiledFor;
    const words = new Uint32Array(8 + mostLevels * levelWords);
    let first = 0;
    let cells = 0;
    heads.levels.forEach((level, i) => {
      const [logits, boxes] = [level.logits, level.regressions].map((name) => {
        const id = findTensor(graph, name);
        const place = memory.places.get(id);
        if (place === undefined) throw new RangeError(`${graph.name} does not keep ${name}.`);
        return {
          at: place.offset / valueBytes,
          arena: place.arena,
          step: Math.ceil(opAt(graph, id).shape[2] / 4) * 4,
        };
      }) as [LevelMap, LevelMap];
      const count = level.cells[0] * level.cells[1];
      words.set(
        [first, count, cells, logits.at, logits.arena, logits.step, boxes.at, boxes.arena, boxes.step],
        8 + i * levelWords,
      );
      first += count * heads.anchors;
      cells += count;
    });
    this.#anchors = first;
    const chosenWords = headWords + 7 * options.most;
    words.set([first, heads.classes, heads.anchors, options.most, heads.levels.length, chosenWords]);
    const { UNIFORM, STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const all = 4 * (chosenWords + (options.cells ? cells : 0));
    const table = device.createBuffer({ label: 'levels', size: words.byteLength, usage: UNIFORM | COPY_DST });
    device.queue.writeBuffer(table, 0, words);
    const keys = device.createBuffer({ label: 'keys', size: 8 * first, usage: STORAGE });
    this.#chosen = device.createBuffer({ label: 'chosen', size: all, usage: STORAGE | COPY_SRC });
    this.#reading = new ReadingBuffers(device);
    this.#buffers = [table, keys, this.#chosen];
    const [fallback] = network.arenas;
    this.#group = device.createBindGroup({
      layout: compiledFor.layout,
      entries: [
        table,
        ...[0, 1, 2, 3].map((i) => network.arenas[i] ?? (fallback as GPUBuffer)),
        keys,
        this.#chosen,
      ].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  static async open(
    network: LoadedNetwork,
    device: GPUDevice,
    heads: Heads,
    options: SelectOptions,
  ): Promise<Chooser> {
    return new Chooser(
      network,
      device,
      heads,
      options,
      await compile(device, network.planned.program.valueBytes),
    );
  }

  /** Chooses among what the last run left. That is handed over before this returns, so that the next run may overwrite it. */
  choose(): Promise<Selection> {
    return this.#reading.read(
      this.#chosen.size,
      (encoder, into) => {
        this.#record(encoder);
        encoder.copyBufferToBuffer(this.#chosen, 0, into, 0, this.#chosen.size);
      },
      (mapped) => {
        const read = mapped.slice(0);
        return this.#selection(new Uint32Array(read), new Float32Array(read));
      },
    );
  }

  #record(encoder: GPUCommandEncoder): void {
    const { pipelines } = this.#compiled;
    const { most, cells } = this.#options;
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, this.#group);
    const dispatch = (part: Part, threads: number): void => {
      pass.setPipeline(pipelines[part]);
      const workgroups = Math.ceil(threads / 64);
      const y = Math.ceil(workgroups / widest);
      pass.dispatchWorkgroups(Math.ceil(workgroups / y), y);
    };
    dispatch('best', this.#anchors);
    dispatch('choose', 1);
    dispatch('gather', most);
    if (cells) dispatch('cells', this.#anchors / this.#heads.anchors);
    pass.end();
  }

  #selection(words: Uint32Array, values: Float32Array): Selection {
    const { most, cells } = this.#options;
    const [count = 0, skipped = 0] = words;
    const part = <T extends Uint32Array | Float32Array>(from: T, i: number, length = count): T =>
      from.subarray(headWords + i * most, headWords + i * most + length) as T;
    const found = bestFirst({
      anchors: part(words, 0),
      labels: part(words, 1),
      logits: part(values, 2),
      regressions: part(values, 3, 4 * count),
    });
    const selection = { ...found, candidates: { ...found.candidates, skipped } };
    if (!cells) return selection;
    let at = headWords + 7 * most;
    const cellLogits = this.#heads.levels.map(({ cells: [height, width] }) => {
      const own = values.slice(at, at + height * width);
      at += own.length;
      return own;
    });
    return { ...selection, cellLogits };
  }

  dispose(): void {
    for (const buffer of this.#buffers) buffer.destroy();
    this.#reading.dispose();
  }
}

/** Where a level's map lies, in words. */
interface LevelMap {
  readonly at: number;
  readonly arena: number;
  readonly step: number;
}
