import { findTensor, type Graph, GraphError, opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { plan } from '../../plan/program.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import type { Tap } from '../../protocol/maps.ts';
import type { DeviceMaps, Executor, RunAnswer, RunOptions } from '../runtime.ts';
import { changeable, checkChanges, checkInput, checkWeights } from '../weights.ts';
import { LoadedNetwork, type Pipelines } from './loaded.ts';
import { type PlannedNetwork, planNetwork } from './network.ts';

/** The device that an executor stands on. */
export interface OpenDevice {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  /** Throws where a program's memory or weights are more than one buffer of this device holds. */
  admit(planned: PlannedNetwork): void;
  /** Throws where the device complained since the last call. */
  check(): void;
  /** An executor is gone. */
  forget(executor: Executor): void;
}

/** Programs that are kept at once: the plain one, and those that leave maps where a reader looked. */
const mostPrograms = 6;

/** A network as our own programs on WebGPU. What a reader looks at splits a program; everything else is shared. */
export class WebGpuExecutor implements Executor {
  readonly graph: Graph;
  readonly #weights: Weights;
  readonly #parameters: ReturnType<typeof changeable>;
  readonly #runtime: OpenDevice;
  readonly #programs = new Map<string, LoadedNetwork>();
  /** Weights that the last run of each program changed. */
  readonly #changed = new Map<LoadedNetwork, Weights>();
  #disposed = false;

  constructor(graph: Graph, weights: Weights, runtime: OpenDevice) {
    checkWeights(graph, weights);
    this.graph = graph;
    this.#weights = weights;
    this.#parameters = changeable(graph);
    this.#runtime = runtime;
  }

  /** Bytes on the device. */
  get bytes(): number {
    return [...this.#programs.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Buffers on the device. */
  get programs(): number {
    return this.#programs.size;
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
    const program = plan(this.graph, { kept, workgroupBytes: device.limits.maxComputeWorkgroupStorageSize });
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
      this.#changed.delete(oldest[1]);
      oldest[1].dispose();
    }
    this.#programs.set(key, loaded);
    return loaded;
  }

  async run<Looked = undefined>(
    input: Float32Array,
    options: RunOptions<Looked> = {},
  ): Promise<RunAnswer<Looked>> {
    const { taps = [], outputs = Object.keys(this.graph.outputs), signal, weights, look } = options;
    if (this.#disposed)
      throw new EngineError({ code: 'disposed', what: 'executor', network: this.graph.name });
    checkInput(this.graph, input);
    checkChanges(this.graph, this.#parameters, weights);
    const find = (name: string): [string, TensorId] => [name, findTensor(this.graph, name)];
    const wanted = { outputs: outputs.map(find), taps: taps.map(find) };
    const network = await this.program(wanted.taps.map(([, id]) => id));
    throwIfCancelled(signal);
    network.change(this.#weights, weights, this.#changed.get(network));
    if (weights === undefined) this.#changed.delete(network);
    else this.#changed.set(network, weights);
    network.submit(input);
    const submitted = performance.now();
    // Where nobody looks, nothing is looked for: `Looked` is undefined.
    const looked = (await look?.(this.#onDevice(network))) as Looked;
    const read = async (maps: readonly [string, TensorId][]): Promise<Record<string, Tap>> => {
      const data = await network.read(maps.map(([, id]) => id));
      return Object.fromEntries(
        maps.map(([name, id], i) => [
          name,
          { shape: opAt(this.graph, id).shape, data: data[i] as Float32Array<ArrayBuffer> },
        ]),
      );
    };
    const answer = { taps: await read(wanted.taps), outputs: await read(wanted.outputs), looked };
    throwIfCancelled(signal);
    this.#runtime.check();
    return { ...answer, readbackMilliseconds: performance.now() - submitted };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const network of this.#programs.values()) network.dispose();
    this.#programs.clear();
    this.#changed.clear();
    this.#runtime.forget(this);
  }

  #onDevice(network: LoadedNetwork): DeviceMaps {
    return {
      map: (name) => {
        const id = findTensor(this.graph, name);
        if (!network.planned.program.kept.has(id))
          throw new GraphError(`${this.graph.name}: ${name} was not kept.`);
        return {
          shape: opAt(this.graph, id).shape,
          read: async () => (await network.read([id]))[0] as Float32Array,
        };
      },
    };
  }
}
