import { findTensor, type Graph, GraphError, opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import { perRegion } from '../../../../models/graph/regions.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { type PlanOptions, plan } from '../../plan/program.ts';
import { type Tuning, untuned } from '../../plan/tiling.ts';
import type { Precision } from '../../protocol/device.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import type { Tap } from '../../protocol/maps.ts';
import type { DispatchTimes } from '../../protocol/runtime.ts';
import { type Inputs, inputsOf, ofRegion } from '../inputs.ts';
import type { Executor, Frame, RunAnswer, RunOptions } from '../runtime.ts';
import { changeable, checkChanges, checkWeights } from '../weights.ts';
import { Choosers } from './choosers.ts';
import { deviceMaps } from './device-maps.ts';
import type { Framing } from './framing.ts';
import { LoadedNetwork, type Pipelines } from './loaded.ts';
import { type PlannedNetwork, planNetwork } from './network.ts';
import { timeDispatches } from './timing.ts';
import { measureTilings } from './tune.ts';

/** The device that an executor stands on. */
export interface OpenDevice {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly framing: Framing;
  /** Throws where a program's memory or weights are more than one buffer of this device holds. */
  admit(planned: PlannedNetwork): void;
  /** How often the device complained. */
  readonly complaints: number;
  /** Throws where the device complained and nobody was told, or after so many complaints (`since`). */
  check(since?: number): void;
  /** An executor is gone. */
  forget(executor: Executor): void;
}

type Maps = readonly Float32Array[];

/** Programs that are kept at once: the plain one, and those that leave maps where a reader looked. */
const mostPrograms = 6;

/** A network as our own programs on WebGPU. What a reader looks at splits a program; everything else is shared. */
export class WebGpuExecutor implements Executor {
  readonly graph: Graph;
  readonly precision: Precision;
  readonly #weights: Weights;
  readonly #ofRegions: ReadonlySet<TensorId>;
  readonly #parameters: ReturnType<typeof changeable>;
  readonly #runtime: OpenDevice;
  readonly #how: Pick<PlanOptions, 'without' | 'valueBytes' | 'workgroupBytes' | 'tuning'>;
  readonly #programs = new Map<string, LoadedNetwork>();
  readonly #choosers: Choosers;
  /** Weights that the last run of each program changed. */
  readonly #changed = new Map<LoadedNetwork, Weights>();
  #tuning: Tuning = untuned;
  #disposed = false;

  /** `how`: rules to plan without, for a comparison; the bytes of a stored value; less workgroup memory than the device has; tilings. */
  constructor(
    graph: Graph,
    weights: Weights,
    runtime: OpenDevice,
    how: Pick<PlanOptions, 'without' | 'valueBytes' | 'workgroupBytes' | 'tuning'> = {},
  ) {
    this.#how = how;
    this.precision = how.valueBytes === 2 ? 'f16' : 'f32';
    checkWeights(graph, weights);
    this.graph = graph;
    this.#weights = weights;
    this.#ofRegions = perRegion(graph);
    this.#parameters = changeable(graph);
    this.#runtime = runtime;
    this.#choosers = new Choosers(runtime.device);
  }

  /** Bytes on the device. */
  get bytes(): number {
    return [...this.#programs.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Buffers on the device. */
  get programs(): number {
    return this.#programs.size;
  }

  /**
   * Measures tilings of layers whose shapes are not among the `known`, for the programs that are made from now on; gives those and the new
   * ones. A few milliseconds a shape, and what it takes to compile them.
   */
  async tune(known: Tuning, signal?: AbortSignal): Promise<Tuning> {
    const { device, pipelines } = this.#runtime;
    const options = { workgroupBytes: device.limits.maxComputeWorkgroupStorageSize, ...this.#how };
    this.#tuning = await measureTilings(this.graph, options, known, { device, pipelines, signal });
    return this.#tuning;
  }

  /** The usual tilings again. */
  untune(): void {
    this.#tuning = untuned;
  }

  /** Plans and compiles the program that leaves these maps. */
  async program(kept: readonly TensorId[]): Promise<LoadedNetwork> {
    const key = [...new Set(kept)].sort((a, b) => a - b).join();
    const known = this.#programs.get(key);
    if (known !== undefined) {
      // The least recently used stands first.
      this.#programs.delete(key);
      this.#programs.set(key, known);
      return known;
    }
    const { device, pipelines } = this.#runtime;
    const program = plan(this.graph, {
      kept,
      workgroupBytes: device.limits.maxComputeWorkgroupStorageSize,
      tuning: this.#tuning,
      ...this.#how,
    });
    const planned = planNetwork(program, device.limits.minUniformBufferOffsetAlignment);
    this.#runtime.admit(planned);
    const loaded = await LoadedNetwork.load(planned, this.#weights, device, pipelines);
    if (this.#disposed) {
      loaded.dispose();
      throw new EngineError({ code: 'disposed', what: 'running', network: this.graph.name });
    }
    const [oldest] = this.#programs;
    if (this.#programs.size >= mostPrograms && oldest !== undefined) {
      this.#programs.delete(oldest[0]);
      this.#drop(oldest[1]);
    }
    this.#programs.set(key, loaded);
    return loaded;
  }

  async run<Looked = undefined>(
    input: Float32Array,
    options: RunOptions<Looked> = {},
  ): Promise<RunAnswer<Looked>> {
    this.#refuseDisposed();
    return this.#run(inputsOf(this.graph, input, options.inputs), options);
  }

  async runFrame<Looked = undefined>(
    frame: Frame,
    options: RunOptions<Looked> = {},
  ): Promise<RunAnswer<Looked>> {
    this.#refuseDisposed();
    return this.#run({ values: new Map(), regions: 1 }, options, frame);
  }

  async timeDispatches(signal?: AbortSignal): Promise<DispatchTimes> {
    this.#refuseDisposed();
    const { device } = this.#runtime;
    const network = await this.#refusing(this.program([]));
    const seconds = await this.#refusing(timeDispatches(device, network, { signal }));
    this.#runtime.check();
    return {
      seconds,
      workgroupBytes: device.limits.maxComputeWorkgroupStorageSize,
      valueBytes: network.planned.program.valueBytes,
      tuning: [...this.#tuning],
    };
  }

  #refuseDisposed(): void {
    if (this.#disposed)
      throw new EngineError({ code: 'disposed', what: 'executor', network: this.graph.name });
  }

  async #run<Looked>(inputs: Inputs, options: RunOptions<Looked>, frame?: Frame): Promise<RunAnswer<Looked>> {
    const { taps = [], outputs = Object.keys(this.graph.outputs), signal, weights, look } = options;
    const { onSubmitted } = options;
    checkChanges(this.graph, this.#parameters, weights);
    const find = (name: string): [string, TensorId] => [name, findTensor(this.graph, name)];
    const wanted = { outputs: outputs.map(find), taps: taps.map(find) };
    const network = await this.#refusing(this.program(wanted.taps.map(([, id]) => id)));
    throwIfCancelled(signal);
    network.change(this.#weights, weights, this.#changed.get(network));
    if (weights === undefined) this.#changed.delete(network);
    else this.#changed.set(network, weights);
    const { complaints } = this.#runtime;
    const before = frame && (await this.#refusing(this.#runtime.framing.prepare(network, frame)));
    let submitted = performance.now();
    let looked: Looked | undefined;
    const regions: { readonly taps: Maps; readonly outputs: Maps }[] = [];
    // A program makes one region; what is of the picture is made again for each.
    for (let region = 0; region < inputs.regions; region++) {
      network.submit(ofRegion(this.graph, inputs, region), before);
      submitted = performance.now();
      const last = region === inputs.regions - 1;
      const device = deviceMaps(network, this.#choosers, (work) => this.#refusing(work));
      const looking = last ? look?.(device.maps) : undefined;
      const reading = this.#refusing(network.read([...wanted.taps, ...wanted.outputs].map(([, id]) => id)));
      const both = Promise.all([looking, reading]);
      // Until it is awaited below, nobody but this hears of what fails.
      both.catch(() => {});
      if (last && onSubmitted !== undefined) {
        await device.handedOver();
        onSubmitted();
      }
      const [seen, maps] = await both;
      looked = seen;
      regions.push({ taps: maps.slice(0, wanted.taps.length), outputs: maps.slice(wanted.taps.length) });
      throwIfCancelled(signal);
    }
    const answer = {
      taps: this.#joined(
        wanted.taps,
        regions.map(({ taps }) => taps),
      ),
      outputs: this.#joined(
        wanted.outputs,
        regions.map(({ outputs }) => outputs),
      ),
      // Where nobody looks, nothing is looked for: `Looked` is undefined.
      looked: looked as Looked,
    };
    throwIfCancelled(signal);
    this.#runtime.check(complaints);
    return { ...answer, readbackMilliseconds: performance.now() - submitted };
  }

  /** What the device throws is a step that it refused, in the words of its first complaint. */
  async #refusing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof EngineError || error instanceof GraphError) throw error;
      this.#runtime.check();
      const said = error instanceof Error ? error.message : String(error);
      throw new EngineError({ code: 'device', what: 'refusedStep', said });
    }
  }

  /** Maps that were read for each region, each as one: those of regions one after the other, those of the picture as they are. */
  #joined(wanted: readonly [string, TensorId][], regions: readonly Maps[]): Record<string, Tap> {
    return Object.fromEntries(
      wanted.map(([name, id], i): [string, Tap] => {
        const { shape } = opAt(this.graph, id);
        const read = regions.map((maps) => maps[i] as Float32Array);
        const [first = new Float32Array()] = read;
        if (!this.#ofRegions.has(id)) return [name, { shape, data: first }];
        const data = new Float32Array(first.length * read.length);
        read.forEach((map, region) => {
          data.set(map, region * first.length);
        });
        return [name, { shape, data, regions: read.length }];
      }),
    );
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const network of this.#programs.values()) this.#drop(network);
    this.#programs.clear();
    this.#runtime.forget(this);
  }

  /** Frees what a program holds. */
  #drop(network: LoadedNetwork): void {
    this.#choosers.forget(network);
    this.#changed.delete(network);
    this.#runtime.framing.forget(network);
    network.dispose();
  }
}
