import type { Executor, Frame, LoadOptions, RunAnswer, RunOptions } from '../executors/runtime.ts';
import type { Precision } from '../protocol/device.ts';
import { EngineError } from '../protocol/error.ts';
import type { Features } from '../protocol/run.ts';
import type { RuntimeReport } from '../protocol/runtime.ts';
import type { Read } from '../sources/read.ts';
import type { Detector } from './detect/detector.ts';
import type { Kept } from './detect/suppress.ts';
import type { Device } from './device.ts';
import { precisionFor } from './precision.ts';

/** A network as the host keeps it: everything but the executor survives a lost device. */
export interface Loaded extends Read {
  /** The catalogue's id, so that a second network of the same checkpoint shares the first one's weights. */
  readonly published?: string | undefined;
  /** Of a detector. */
  readonly detector: Detector | null;
  /** Runs of a detector that were asked for. */
  runs: number;
  /** Of a detector: the candidates of its last run, for other thresholds. */
  kept: Kept | null;
  /** Of a classifier: its features and sketches of the pictures that it was asked for, by the SHA-256 of their bytes. */
  readonly seen: Map<string, Pick<Features, 'features' | 'sketch'>>;
  executor: Executor | null;
  generation: number;
}

/** A picture for a device that prepares it itself, and the input that it is for one that does not. */
export interface Framed {
  readonly frame: Frame;
  readonly input: () => Promise<Float32Array>;
}

/** How a run beside another one failed. */
export interface Failed {
  /** Of the device. */
  readonly generation: number;
  /** What the driver said that refused a step; null where the device was lost. */
  readonly refused: string | null;
}

/** What a driver said that refused a step, a shader or memory; undefined for any other error. */
function refusedStep(error: unknown): string | undefined {
  if (!(error instanceof EngineError)) return undefined;
  const { failure } = error;
  return failure.code === 'device' && failure.what === 'refusedStep' ? failure.said : undefined;
}

async function runOn<Looked>(
  executor: Executor,
  given: Float32Array | Framed,
  options: RunOptions<Looked>,
): Promise<RunAnswer<Looked>> {
  if (given instanceof Float32Array) return executor.run(given, options);
  if (executor.runFrame !== undefined) return executor.runFrame(given.frame, options);
  return executor.run(await given.input(), options);
}

/** The networks that were loaded, each by its handle, and their runs on the device that is open now. */
export class Networks {
  readonly #device: Device;
  readonly #networks = new Map<number, Loaded>();
  #lastHandle = 0;
  #asked: Precision | null = null;

  constructor(device: Device) {
    this.#device = device;
  }

  get size(): number {
    return this.#networks.size;
  }

  /** Stores the values of networks that are loaded from now on like this, whatever was measured of them. */
  store(precision: Precision): void {
    this.#asked = precision;
  }

  /** The device that is open now, as this network runs on it. */
  async report({ executor }: Loaded): Promise<RuntimeReport> {
    const report = await this.#device.open();
    if (executor === null) return report;
    return { ...report, precision: { used: executor.precision, asked: this.#asked } };
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
    if (loaded === undefined) throw new EngineError({ code: 'disposed', what: 'network' });
    return loaded;
  }

  /** A network of this published checkpoint, whose weights another one may share. */
  published(id: string): Loaded | undefined {
    return [...this.#networks.values()].find((each) => each.published === id);
  }

  /** The detector's part of a network; throws where it is none. */
  detector(handle: number): Detector {
    const { detector, graph } = this.find(handle);
    if (detector === null) throw new EngineError({ code: 'graph', what: 'classifier', network: graph.name });
    return detector;
  }

  /** Runs on the device; where it is lost on the way, once more on what replaces it. `failed`: how it went beside another run. */
  async execute<Looked = undefined>(
    loaded: Loaded,
    given: Float32Array | Framed,
    options: RunOptions<Looked>,
    failed: Failed | null = null,
  ): Promise<RunAnswer<Looked>> {
    const { signal } = options;
    // Another run that failed with this one may have seen to it.
    if (failed !== null && failed.refused !== null && failed.generation === this.#device.generation)
      await this.#device.giveUp(failed.refused);
    for (let attempt = failed?.refused === null ? 1 : 0; ; attempt++) {
      if (this.#device.lost) await this.#device.reopen();
      try {
        const executor = await this.executor(loaded, { signal });
        const answer = await runOn(executor, given, options);
        // The news of a loss arrives a turn later than the zeros that it left behind.
        if (!this.#device.lost) return answer;
      } catch (error) {
        const lost = await this.#lostByNow();
        const refused = refusedStep(error);
        if (!lost && refused !== undefined) {
          await this.#device.giveUp(refused);
          attempt = -1;
          continue;
        }
        if (!lost || attempt > 1) throw error;
      }
      if (attempt > 1) throw new EngineError({ code: 'device', what: 'lostAgain' });
    }
  }

  /**
   * Runs beside another run: on what is ready, and once. Null where nothing is ready; where the device failed on the way, how. Then `execute`
   * does it when it has the device to itself.
   */
  async beside<Looked = undefined>(
    loaded: Loaded,
    given: Float32Array | Framed,
    options: RunOptions<Looked>,
  ): Promise<{ readonly answer: RunAnswer<Looked> } | { readonly failed: Failed | null }> {
    const { executor, generation } = loaded;
    if (executor === null || generation !== this.#device.generation || this.#device.lost)
      return { failed: null };
    try {
      const answer = await runOn(executor, given, options);
      return this.#device.lost ? { failed: { generation, refused: null } } : { answer };
    } catch (error) {
      if (await this.#lostByNow()) return { failed: { generation, refused: null } };
      const refused = refusedStep(error);
      if (refused !== undefined) return { failed: { generation, refused } };
      throw error;
    }
  }

  /** Gives the news of a lost device a moment to arrive before an error is taken at its word. */
  async #lostByNow(): Promise<boolean> {
    for (let i = 0; i < 5 && !this.#device.lost; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.#device.lost;
  }

  /** The network's executor on the device that is open now. */
  async executor(loaded: Loaded, options?: LoadOptions): Promise<Executor> {
    while (loaded.executor === null || loaded.generation !== this.#device.generation) {
      const runtime = await this.#device.provenRuntime(loaded.graph);
      const { generation } = this.#device;
      try {
        const precision = precisionFor(runtime, loaded.checkpoint?.id, this.#asked);
        loaded.executor = await runtime.load(loaded.graph, loaded.weights, {
          ...options,
          precision,
          tune: true,
        });
        loaded.generation = generation;
      } catch (error) {
        const refused = refusedStep(error);
        if (refused === undefined || (await this.#lostByNow())) throw error;
        await this.#device.giveUp(refused);
      }
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
          throw new EngineError({ code: 'graph', what: 'noWeights', network: graph.name, parameter: name });
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
