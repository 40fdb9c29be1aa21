import type { Card } from '../../models/checkpoints/card.ts';
import { fold, type Weights } from '../../models/graph/fold.ts';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import type { BackendDriver } from './backends/backend.ts';
import { measureCeilings } from './ceilings.ts';
import { normalizationOfCard, openCheckpoint } from './checkpoint/open.ts';
import { Device, type OnChange } from './device.ts';
import { EngineError, throwIfCancelled } from './errors.ts';
import { type ExecuteResult, Executor } from './executor.ts';
import type { Normalization } from './pictures/normalize.ts';
import type { PreparedInput } from './pictures/prepare.ts';
import type {
  Answers,
  BackendReport,
  CheckpointDescription,
  Fit,
  ForeignSource,
  LoadProgress,
  NetworkDescription,
  NetworkSource,
  Picture,
  Request,
  RunRequest,
  RunResult,
} from './protocol.ts';
import { Queue } from './queue.ts';
import { randomWeights } from './random-weights.ts';
import { fetchKnown } from './weights.ts';

/** What the host needs from where it lives. */
export interface Surroundings {
  readonly drivers: readonly BackendDriver[];
  /** The shipped checkpoint of this id and the address of its weights. */
  readonly find: (id: string) => { readonly card: Card; readonly url: string } | undefined;
  readonly prepare: (
    picture: Picture,
    fit: Fit,
    shape: readonly [number, number, number],
    normalization: Normalization,
    cropShare?: number,
  ) => Promise<PreparedInput>;
  /** Opens a checkpoint in an upstream's format: fetches or reads it, checks it, brings it into the graph's layout. */
  readonly openForeign: (source: ForeignSource, options: RequestOptions) => Promise<Read>;
  readonly onChange: OnChange;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** A network as the host keeps it: everything but the executor survives a lost device. */
interface Loaded {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  readonly cropShare?: number | undefined;
  /** The catalogue's id, so that a second network of the same checkpoint shares the first one's weights. */
  readonly published?: string | undefined;
  readonly checkpoint?: CheckpointDescription | undefined;
  executor: Executor | null;
  generation: number;
}

/** A checkpoint read into memory. */
export interface Read {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** Side of a classifier's crop over the picture's shorter side; EfficientNet's own where it is absent. */
  readonly cropShare?: number | undefined;
  readonly checkpoint?: CheckpointDescription | undefined;
}

const asTheyAre: Normalization = { mean: [127.5, 127.5, 127.5], standardDeviation: [127.5, 127.5, 127.5] };

function describe({ weights, ...card }: Card): CheckpointDescription {
  const { id, title, task, licence, network, classes, labels, input } = card;
  const { bytes, sha256 } = weights;
  return { id, title, task, bytes, sha256, licence, network, classes, labels, input };
}

/** Answers the page's requests: owns the device, the networks and the weights. Lives in the worker; plain enough to be tested in Node. */
export class Host {
  readonly #surroundings: Surroundings;
  readonly #device: Device;
  readonly #queue = new Queue();
  readonly #networks = new Map<number, Loaded>();
  /** Checkpoints by id, read once: networks that share one share its arrays, and with them the tensors on the device. */
  readonly #checkpoints = new Map<string, Read>();
  #lastHandle = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#device = new Device(surroundings.drivers, surroundings.onChange);
  }

  /** Does what a request asks. Requests that use the device wait for each other. */
  answer(request: Request, options: RequestOptions): Promise<Answers[keyof Answers]> {
    const { signal } = options;
    switch (request.type) {
      case 'start':
        return this.#queue.add(() => this.#device.open(request.force), signal);
      case 'load':
        return this.#load(request.source, options);
      case 'run':
        return this.#run(request, signal);
      case 'parameters':
        return Promise.resolve().then(() => this.#parameters(request.handle, request.names));
      case 'dispose':
        return this.#queue.add(async () => this.#dispose(request.handle));
      case 'memory':
        return this.#queue.add(async () => this.#device.memory(this.#networks.size));
      case 'ceilings':
        return this.#queue.add(() => this.#ceilings(signal), signal);
    }
  }

  async #load(source: NetworkSource, options: RequestOptions): Promise<NetworkDescription> {
    const { signal, onProgress } = options;
    const began = performance.now();
    const read = await this.#readSource(source, options);
    throwIfCancelled(signal);
    const weightsMilliseconds = performance.now() - began;
    return this.#queue.add(async () => {
      onProgress({ phase: 'starting' });
      await this.#device.open();
      const { graph, checkpoint } = read;
      const published = 'published' in source ? source.published.id : undefined;
      const loaded: Loaded = { ...read, published, executor: null, generation: -1 };
      onProgress({ phase: 'uploading' });
      const compiling = performance.now();
      this.#executor(loaded);
      onProgress({ phase: 'compiling' });
      try {
        const empty = new Float32Array(sizeOf(inputShape(graph)));
        await this.#device.compile(() => this.#executor(loaded).run(empty, { outputs: [], signal }));
        await this.#execute(loaded, empty, {}, signal);
      } catch (error) {
        loaded.executor?.dispose();
        throw error;
      }
      const handle = ++this.#lastHandle;
      this.#networks.set(handle, loaded);
      const timing = { weightsMilliseconds, compileMilliseconds: performance.now() - compiling };
      return { handle, graph, checkpoint, backend: await this.#device.open(), timing };
    }, signal);
  }

  async #readSource(source: NetworkSource, options: RequestOptions): Promise<Read> {
    if ('graph' in source) return this.#random(source.graph, source.seed ?? 0);
    if ('checkpoint' in source) return this.#read(source.checkpoint, options);
    if ('published' in source)
      for (const loaded of this.#networks.values())
        if (loaded.published === source.published.id) return loaded;
    return this.#surroundings.openForeign(source, options);
  }

  #random(graph: Graph, seed: number): Read {
    const folded = fold(graph);
    return { graph: folded, weights: randomWeights(folded, seed), normalization: asTheyAre };
  }

  async #read(id: string, { signal, onProgress }: RequestOptions): Promise<Read> {
    const known = this.#checkpoints.get(id);
    if (known !== undefined) return known;
    const found = this.#surroundings.find(id);
    if (found === undefined)
      throw new EngineError('checkpoint', `There is no checkpoint called “${id}” on this site.`);
    const { card, url } = found;
    const { bytes, sha256 } = card.weights;
    const data = await fetchKnown(
      { url, title: card.title, bytes, sha256 },
      { signal, onProgress: (progress) => onProgress({ phase: 'downloading', ...progress }) },
    );
    const { graph, weights } = openCheckpoint(card, data);
    const read = { graph, weights, normalization: normalizationOfCard(card), checkpoint: describe(card) };
    this.#checkpoints.set(id, read);
    return read;
  }

  async #run(request: { readonly handle: number } & RunRequest, signal: AbortSignal): Promise<RunResult> {
    const loaded = this.#find(request.handle);
    const began = performance.now();
    const { prepare } = this.#surroundings;
    const fit = request.fit ?? 'centreCrop';
    // Decoding does not need the device, so it does not wait for other runs.
    const { input, seen } = await prepare(
      request.picture,
      fit,
      inputShape(loaded.graph),
      loaded.normalization,
      loaded.cropShare,
    );
    const prepareMilliseconds = performance.now() - began;
    return this.#queue.add(async () => {
      this.#find(request.handle);
      const weights = new Map(Object.entries(request.weights ?? {}));
      const { taps, outputs } = request;
      const started = performance.now();
      const result = await this.#execute(loaded, input, { taps, outputs, weights }, signal);
      const timing = {
        prepareMilliseconds,
        runMilliseconds: performance.now() - started,
        readbackMilliseconds: result.readbackMilliseconds,
      };
      const backend: BackendReport = await this.#device.open();
      return { outputs: result.outputs, taps: result.taps, timing, backend, ...(seen && { seen }) };
    }, signal);
  }

  /** Runs on the device; where it is lost on the way, once more on what replaces it. */
  async #execute(
    loaded: Loaded,
    input: Float32Array,
    options: Parameters<Executor['run']>[1],
    signal: AbortSignal,
  ): Promise<ExecuteResult> {
    for (let attempt = 0; ; attempt++) {
      if (this.#device.lost) await this.#device.reopen();
      try {
        const result = await this.#executor(loaded).run(input, { ...options, signal });
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
  #executor(loaded: Loaded): Executor {
    if (loaded.executor === null || loaded.generation !== this.#device.generation) {
      loaded.executor = new Executor(loaded.graph, loaded.weights, this.#device.weights);
      loaded.generation = this.#device.generation;
    }
    return loaded.executor;
  }

  #find(handle: number): Loaded {
    const loaded = this.#networks.get(handle);
    if (loaded === undefined) throw new EngineError('disposed', 'This network was closed; load it again.');
    return loaded;
  }

  /** Weights as they run (batch norms folded), copied for the page. */
  #parameters(handle: number, names: readonly string[]): Readonly<Record<string, Float32Array>> {
    const { graph, weights } = this.#find(handle);
    return Object.fromEntries(
      names.map((name) => {
        const values = weights.get(name);
        if (values === undefined)
          throw new EngineError('graph', `${graph.name} has no weights called ${name}.`);
        return [name, values];
      }),
    );
  }

  #dispose(handle: number): null {
    const loaded = this.#networks.get(handle);
    this.#networks.delete(handle);
    if (loaded?.generation === this.#device.generation) loaded.executor?.dispose();
    return null;
  }

  async #ceilings(signal: AbortSignal) {
    const backend = await this.#device.open();
    const large = !backend.software && (backend.backend === 'webgpu' || backend.backend === 'webgl');
    return { backend, ...(await measureCeilings(large, signal)) };
  }
}
