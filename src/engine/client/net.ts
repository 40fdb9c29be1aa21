import type { AnchorRoots } from '../../../models/blocks/anchors.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Tuned } from '../../../models/heads/last-block.ts';
import { runtimeNotice } from '../../words/en/runtime.ts';
import type { Answers } from '../protocol/answers.ts';
import type { CheckpointDescription, LoadTiming, NetworkDescription, Task } from '../protocol/description.ts';
import type { FitProgress, TuneRequest } from '../protocol/fit.ts';
import type { HashedPicture, Picture } from '../protocol/picture.ts';
import type { LoadProgress } from '../protocol/progress.ts';
import type { Request } from '../protocol/requests.ts';
import type { Features, RunRequest, RunResult } from '../protocol/run.ts';
import type { DeviceAsks, DispatchTimes, RuntimeReport } from '../protocol/runtime.ts';
import type { NetworkSource } from '../protocol/source.ts';
import { said } from './said.ts';

export interface LoadOptions {
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How one request is sent. */
export interface AskOptions extends LoadOptions {
  readonly transfer?: boolean | undefined;
  /** Hears how far a training is. */
  readonly onFit?: ((progress: FitProgress) => void) | undefined;
}

export interface OpenOptions extends LoadOptions {
  /** What the network has to be for: another one is refused, before anything of it is fetched where that is known. */
  readonly task?: Task | undefined;
}

export interface RunOptions extends Omit<RunRequest, 'picture'> {
  readonly signal?: AbortSignal;
  /** Gives an ImageBitmap away instead of copying it (camera frames). */
  readonly transfer?: boolean;
}

/** What a network asks of the engine that it lives in. */
export interface Requests {
  /** Which worker is alive: a network belongs to one. */
  readonly generation: number;
  start(): Promise<RuntimeReport>;
  request<R extends Request>(request: R, options?: AskOptions): Promise<Answers[R['type']]>;
}

/** A loaded network. After the worker was ended (the reader left the page and came back) the next run loads it again. */
export class Net {
  readonly #engine: Requests;
  readonly #source: NetworkSource;
  readonly #task: Task | undefined;
  #generation = -1;
  #loading: Promise<NetworkDescription> | null = null;
  #description: NetworkDescription | null = null;

  constructor(engine: Requests, source: NetworkSource, task?: Task) {
    this.#engine = engine;
    this.#source = source;
    this.#task = task;
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

  /** Of a reader's own detector: which sides its anchors have. */
  get anchorRoots(): AnchorRoots | undefined {
    return this.#known().checkpoint?.own?.rule.anchorRoots;
  }

  /** Of a detector: side of its smallest anchors in strides of their level; the released detectors' usual one otherwise. */
  get anchorScale(): number {
    return this.#known().anchorScale ?? 4;
  }

  /** Of a detector: what its classes are called; null where nobody says it. */
  get classNames(): readonly (string | null)[] {
    return this.#known().classNames ?? [];
  }

  /** What it was loaded on; each run says what it ran on. */
  get runtime(): RuntimeReport {
    return this.#known().runtime;
  }

  /** What a reader should know about what it was loaded on; null where a graphics card is in use. */
  get notice(): string | null {
    return runtimeNotice(this.#known().runtime);
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

  /** What a classifier sees of a picture, just before its last layer; the same bytes are looked at once. */
  async features(
    picture: HashedPicture,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Features> {
    const { handle } = await this.#load(options);
    return this.#engine.request({ type: 'features', handle, picture }, options);
  }

  /**
   * Trains an EfficientNet's last block and the dense layer above it, in the worker, on maps from just below it, which are given away. No
   * device computes for it: it is the same everywhere. `onFit` hears how far it is; a cancelled one ends at its next step.
   */
  async tune(request: TuneRequest, options: Pick<AskOptions, 'signal' | 'onFit'> = {}): Promise<Tuned> {
    const { handle } = await this.#load({ signal: options.signal });
    return this.#engine.request({ type: 'tune', handle, ...request }, options);
  }

  /** Weights as they run (batch norms folded), by the names of `graph.parameters`. */
  async parameters(names: readonly string[]): Promise<Readonly<Record<string, Float32Array>>> {
    const { handle } = await this.#load({});
    return this.#engine.request({ type: 'parameters', handle, names });
  }

  /** The network as an ONNX file, with the weights that it runs with. */
  async onnx(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { handle } = await this.#load(options);
    return this.#engine.request({ type: 'onnx', of: { handle } }, options);
  }

  /** What each dispatch of a run takes on this device; null where what runs it cannot tell. Takes a few milliseconds a dispatch. */
  async timeDispatches(options: LoadOptions = {}): Promise<DispatchTimes | null> {
    const { handle } = await this.#load(options);
    return this.#engine.request({ type: 'dispatches', handle }, options);
  }

  /** What one run asks of the device, counted; null where it does not run on WebGPU. */
  async asks(options: LoadOptions = {}): Promise<DeviceAsks | null> {
    const { handle } = await this.#load(options);
    return this.#engine.request({ type: 'asks', handle }, options);
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
    if (this.#description === null) throw said({ code: 'disposed', what: 'notLoaded' });
    return this.#description;
  }

  /** The network's handle in the worker, loaded first where it must be. */
  protected async handle(options: LoadOptions = {}): Promise<number> {
    return (await this.#load(options)).handle;
  }

  /** The engine that it lives in. */
  protected get engine(): Requests {
    return this.#engine;
  }

  #request() {
    const request = { type: 'load', source: this.#source } as const;
    return this.#task === undefined ? request : { ...request, task: this.#task };
  }

  #load(options: LoadOptions): Promise<NetworkDescription> {
    const current = this.#generation === this.#engine.generation;
    if (current && this.#loading !== null) return this.#loading;
    this.#generation = this.#engine.generation;
    const loading = this.#engine
      .start()
      .then(() => this.#engine.request(this.#request(), options))
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
