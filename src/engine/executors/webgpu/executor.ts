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
import { LoadedNetwork, type Pipelines, type Recorder } from './loaded.ts';
import { type PlannedNetwork, planNetwork } from './network.ts';
import { RegionRuns } from './region-runs.ts';
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
  readonly #regionRuns = new Map<LoadedNetwork, RegionRuns>();
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
    const holders = [...this.#programs.values(), ...this.#regionRuns.values()];
    return holders.reduce((sum, { bytes }) => sum + bytes, 0);
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
    const ids = [...new Set([...wanted.taps, ...wanted.outputs].map(([, id]) => id))];
    const reading = this.#refusing(this.#handOver(network, inputs, ids, { before, signal }));
    const submitted = performance.now();
    const device = deviceMaps(network, this.#choosers, (work) => this.#refusing(work));
    const both = Promise.all([look?.(device.maps), reading]);
    // Until it is awaited below, nobody but this hears of what fails.
    both.catch(() => {});
    if (onSubmitted !== undefined) {
      await device.handedOver();
      onSubmitted();
    }
    const [looked, maps] = await both;
    const answer = {
      taps: this.#named(wanted.taps, maps),
      outputs: this.#named(wanted.outputs, maps),
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

  /**
   * Hands a run over to the device before it returns its promise, of maps by their ids: one for each region of what is made for each, one of
   * what is of the picture.
   */
  async #handOver(
    network: LoadedNetwork,
    inputs: Inputs,
    ids: readonly TensorId[],
    { before, signal }: { readonly before: Recorder | undefined; readonly signal: AbortSignal | undefined },
  ): Promise<ReadonlyMap<TensorId, readonly Float32Array[]>> {
    if (inputs.regions === 1) {
      network.submit(ofRegion(this.graph, inputs, 0), before);
      const maps = await network.read(ids);
      return new Map(ids.map((id, i) => [id, [maps[i] as Float32Array]]));
    }
    const runs = this.#regionRuns.get(network) ?? new RegionRuns(this.#runtime.device, network);
    this.#regionRuns.set(network, runs);
    const each = ids.filter((id) => this.#ofRegions.has(id));
    const once = ids.filter((id) => !this.#ofRegions.has(id));
    // The last region leaves the picture's maps as any other does.
    const [regions, maps] = await Promise.all([runs.run(inputs, each, signal), network.read(once)]);
    const found = new Map<TensorId, readonly Float32Array[]>();
    each.forEach((id, i) => {
      found.set(
        id,
        regions.map((region) => region[i] as Float32Array),
      );
    });
    once.forEach((id, i) => {
      found.set(id, [maps[i] as Float32Array]);
    });
    return found;
  }

  /** Maps by name; those of regions one after the other. */
  #named(
    wanted: readonly [string, TensorId][],
    maps: ReadonlyMap<TensorId, readonly Float32Array[]>,
  ): Record<string, Tap> {
    return Object.fromEntries(
      wanted.map(([name, id]): [string, Tap] => {
        const { shape } = opAt(this.graph, id);
        const read = maps.get(id) ?? [];
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
    this.#regionRuns.get(network)?.dispose();
    this.#regionRuns.delete(network);
    this.#changed.delete(network);
    this.#runtime.framing.forget(network);
    network.dispose();
  }
}
