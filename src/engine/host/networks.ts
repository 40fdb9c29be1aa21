import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { type ExecuteResult, Executor } from '../executors/tfjs/executor.ts';
import type { Normalization } from '../pictures/normalize.ts';
import { EngineError } from '../protocol/errors.ts';
import type { CheckpointDescription } from '../protocol/protocol.ts';
import type { Detector } from './detect/detector.ts';
import type { Device } from './device.ts';

/** A checkpoint read into memory. */
export interface Read {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** Side of a classifier's crop over the picture's shorter side; EfficientNet's own where it is absent. */
  readonly cropShare?: number | undefined;
  readonly checkpoint?: CheckpointDescription | undefined;
}

/** A network as the host keeps it: everything but the executor survives a lost device. */
export interface Loaded extends Read {
  /** The catalogue's id, so that a second network of the same checkpoint shares the first one's weights. */
  readonly published?: string | undefined;
  /** Of a detector. */
  readonly detector: Detector | null;
  executor: Executor | null;
  generation: number;
}

/** The networks that were loaded, each by its handle, and their runs on the device that is open now. */
export class Networks {
  readonly #device: Device;
  readonly #networks = new Map<number, Loaded>();
  #lastHandle = 0;

  constructor(device: Device) {
    this.#device = device;
  }

  get size(): number {
    return this.#networks.size;
  }

  /** Keeps a network and gives its handle. */
  add(loaded: Loaded): number {
    const handle = ++this.#lastHandle;
    this.#networks.set(handle, loaded);
    return handle;
  }

  /** The network of a handle; throws where it was closed. */
  find(handle: number): Loaded {
    const loaded = this.#networks.get(handle);
    if (loaded === undefined) throw new EngineError('disposed', 'This network was closed; load it again.');
    return loaded;
  }

  /** A network of this published checkpoint, whose weights another one may share. */
  published(id: string): Loaded | undefined {
    return [...this.#networks.values()].find((each) => each.published === id);
  }

  /** The detector's part of a network; throws where it is none. */
  detector(handle: number): Detector {
    const { detector, graph } = this.find(handle);
    if (detector === null)
      throw new EngineError('graph', `${graph.name} is a classifier: it has no boxes to give.`);
    return detector;
  }

  /** Runs on the device; where it is lost on the way, once more on what replaces it. */
  async execute(
    loaded: Loaded,
    input: Float32Array,
    options: Parameters<Executor['run']>[1],
    signal: AbortSignal,
  ): Promise<ExecuteResult> {
    for (let attempt = 0; ; attempt++) {
      if (this.#device.lost) await this.#device.reopen();
      try {
        const result = await this.executor(loaded).run(input, { ...options, signal });
        // The news of a loss arrives a turn later than the zeros that it left behind.
        if (!this.#device.lost) {
          this.#device.check();
          return result;
        }
      } catch (error) {
        if (!(await this.#lostByNow()) || attempt > 1) throw error;
      }
      if (attempt > 1)
        throw new EngineError('device', 'The graphics device was lost again and again. Reload the page.');
    }
  }

  /** Gives the news of a lost device a moment to arrive before an error is taken at its word. */
  async #lostByNow(): Promise<boolean> {
    for (let i = 0; i < 5 && !this.#device.lost; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.#device.lost;
  }

  /** The network's executor on the device that is open now. */
  executor(loaded: Loaded): Executor {
    if (loaded.executor === null || loaded.generation !== this.#device.generation) {
      loaded.executor = new Executor(loaded.graph, loaded.weights, this.#device.weights);
      loaded.generation = this.#device.generation;
    }
    return loaded.executor;
  }

  /** Weights as they run (batch norms folded), copied for the page. */
  parameters(handle: number, names: readonly string[]): Readonly<Record<string, Float32Array>> {
    const { graph, weights } = this.find(handle);
    return Object.fromEntries(
      names.map((name) => {
        const values = weights.get(name);
        if (values === undefined)
          throw new EngineError('graph', `${graph.name} has no weights called ${name}.`);
        // A copy: a view would take the whole file along to the page.
        return [name, values.slice()];
      }),
    );
  }

  /** Forgets a network and frees what it holds on the device. */
  dispose(handle: number): null {
    const loaded = this.#networks.get(handle);
    this.#networks.delete(handle);
    if (loaded?.generation === this.#device.generation) loaded.executor?.dispose();
    return null;
  }
}
