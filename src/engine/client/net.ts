import type { Graph } from '../../../models/graph/graph.ts';
import { EngineError } from '../protocol/errors.ts';
import type {
  BackendReport,
  CheckpointDescription,
  LoadTiming,
  NetworkDescription,
  NetworkSource,
  Picture,
  RunResult,
} from '../protocol/protocol.ts';
import type { Engine, LoadOptions, RunOptions } from './engine.ts';

/** A loaded network. After the worker was ended (the reader left the page and came back) the next run loads it again. */
export class Net {
  readonly #engine: Engine;
  readonly #source: NetworkSource;
  #generation = -1;
  #loading: Promise<NetworkDescription> | null = null;
  #description: NetworkDescription | null = null;

  constructor(engine: Engine, source: NetworkSource) {
    this.#engine = engine;
    this.#source = source;
  }

  /** Loads the network unless it is loaded. */
  async ready(options: LoadOptions = {}): Promise<void> {
    await this.#load(options);
  }

  /** The inference graph as it runs (batch norms folded); its taps and operator names are what `run` can show. */
  get graph(): Graph {
    return this.#known().graph;
  }

  /** What the shipped checkpoint is; absent for random weights. */
  get checkpoint(): CheckpointDescription | undefined {
    return this.#known().checkpoint;
  }

  /** Of a detector: side of its smallest anchors in strides of their level; the released detectors' usual one otherwise. */
  get anchorScale(): number {
    return this.#known().anchorScale ?? 4;
  }

  /** Of a detector: what its classes are called. */
  get classNames(): readonly string[] {
    return this.#known().classNames ?? [];
  }

  /** The backend that it was loaded on; each run says which one it ran on. */
  get backend(): BackendReport {
    return this.#known().backend;
  }

  get timing(): LoadTiming {
    return this.#known().timing;
  }

  /**
   * Runs the network on a picture. Runs of one page wait for each other; a waiting one that is cancelled never starts.
   * `taps` are names of taps, outputs or operators of `graph`; their maps come back beside the outputs.
   */
  async run(picture: Picture, options: RunOptions = {}): Promise<RunResult> {
    const { signal, transfer, ...rest } = options;
    const { handle } = await this.#load({ signal });
    return this.#engine.request({ type: 'run', handle, picture, ...rest }, { signal, transfer });
  }

  /** Weights as they run (batch norms folded), by the names of `graph.parameters`. */
  async parameters(names: readonly string[]): Promise<Readonly<Record<string, Float32Array>>> {
    const { handle } = await this.#load({});
    return this.#engine.request({ type: 'parameters', handle, names });
  }

  /** Frees the network's weights, but for those that other networks stand on. */
  async dispose(): Promise<void> {
    const description = this.#description;
    const alive = this.#generation === this.#engine.generation;
    this.#loading = null;
    this.#description = null;
    this.#generation = -1;
    if (description !== null && alive)
      await this.#engine.request({ type: 'dispose', handle: description.handle });
  }

  #known(): NetworkDescription {
    if (this.#description === null) throw new EngineError('disposed', 'The network is not loaded.');
    return this.#description;
  }

  /** The network's handle in the worker, loaded first where it must be. */
  protected async handle(options: LoadOptions = {}): Promise<number> {
    return (await this.#load(options)).handle;
  }

  /** The engine that it lives in. */
  protected get engine(): Engine {
    return this.#engine;
  }

  #load(options: LoadOptions): Promise<NetworkDescription> {
    const current = this.#generation === this.#engine.generation;
    if (current && this.#loading !== null) return this.#loading;
    this.#generation = this.#engine.generation;
    const loading = this.#engine
      .start()
      .then(() => this.#engine.request({ type: 'load', source: this.#source }, options))
      .then((description) => {
        this.#description = description;
        return description;
      })
      .catch((error: unknown) => {
        if (this.#loading === loading) this.#loading = null;
        throw error;
      });
    this.#loading = loading;
    return loading;
  }
}
