import { isDetector } from '../../../models/families/efficientdet/outputs.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { fold } from '../../../models/operators/fold.ts';
import type { BackendDriver } from '../executors/backend.ts';
import { measureCeilings } from '../executors/tfjs/ceilings.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { PreparedInput } from '../pictures/prepare.ts';
import { throwIfCancelled } from '../protocol/errors.ts';
import type {
  Answers,
  BackendReport,
  DetectRequest,
  DetectResult,
  Fit,
  ForeignSource,
  LoadProgress,
  NetworkDescription,
  NetworkSource,
  Picture,
  ReadResult,
  Request,
  RunRequest,
  RunResult,
} from '../protocol/protocol.ts';
import { type Found, Library } from '../sources/library.ts';
import { randomWeights } from '../sources/random-weights.ts';
import { Detector } from './detect/detector.ts';
import { Device, type OnChange } from './device.ts';
import { type Loaded, Networks, type Read } from './networks.ts';
import { Queue } from './queue.ts';

/** What the host needs from where it lives. */
export interface Surroundings {
  readonly drivers: readonly BackendDriver[];
  /** The shipped checkpoint of this id and the address of its weights. */
  readonly find: (id: string) => Found | undefined;
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

const asTheyAre: Normalization = { mean: [127.5, 127.5, 127.5], standardDeviation: [127.5, 127.5, 127.5] };

/** Answers the page's requests: owns the device, the networks and the weights. Lives in the worker; plain enough to be tested in Node. */
export class Host {
  readonly #surroundings: Surroundings;
  readonly #device: Device;
  readonly #queue = new Queue();
  readonly #networks: Networks;
  readonly #library: Library;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#library = new Library(surroundings.find);
    this.#device = new Device(surroundings.drivers, surroundings.onChange);
    this.#networks = new Networks(this.#device);
  }

  /** Does what a request asks. Requests that use the device wait for each other. */
  answer(request: Request, options: RequestOptions): Promise<Answers[keyof Answers]> {
    const { signal } = options;
    switch (request.type) {
      case 'start':
        return this.#queue.add(() => this.#device.open(request.force), signal);
      case 'load':
        return this.#load(request.source, options);
      case 'read':
        return this.#readWeights(request.source, request.ending, options);
      case 'run':
        return this.#run(request, signal);
      case 'detect':
        return this.#detect(request, signal);
      case 'suppress':
        // Cached candidates need no device, so nothing is waited for.
        return Promise.resolve().then(() =>
          this.#networks.detector(request.handle).suppress(request.suppressing),
        );
      case 'parameters':
        return Promise.resolve().then(() => this.#networks.parameters(request.handle, request.names));
      case 'dispose':
        return this.#queue.add(async () => this.#networks.dispose(request.handle));
      case 'memory':
        return this.#queue.add(async () => this.#device.memory(this.#networks.size));
      case 'ceilings':
        return this.#queue.add(() => this.#ceilings(signal), signal);
    }
  }

  async #load(source: NetworkSource, options: RequestOptions): Promise<NetworkDescription> {
    const { signal, onProgress } = options;
    const began = performance.now();
    const read = await this.#read(source, options);
    throwIfCancelled(signal);
    const weightsMilliseconds = performance.now() - began;
    return this.#queue.add(async () => {
      onProgress({ phase: 'starting' });
      await this.#device.open();
      const { graph, checkpoint } = read;
      this.#device.admit(graph);
      const published = 'published' in source ? source.published.id : undefined;
      const detector = isDetector(graph) ? new Detector(graph, checkpoint) : null;
      const loaded: Loaded = { ...read, published, detector, executor: null, generation: -1 };
      onProgress({ phase: 'uploading' });
      const compiling = performance.now();
      this.#networks.executor(loaded);
      onProgress({ phase: 'compiling' });
      try {
        const empty = new Float32Array(sizeOf(inputShape(graph)));
        await this.#device.compile(() => this.#networks.executor(loaded).run(empty, { outputs: [], signal }));
        const rest = detector === null ? {} : { outputs: [], look: detector.look({}) };
        await this.#networks.execute(loaded, empty, rest, signal);
      } catch (error) {
        loaded.executor?.dispose();
        throw error;
      }
      const handle = this.#networks.add(loaded);
      const timing = { weightsMilliseconds, compileMilliseconds: performance.now() - compiling };
      const backend = await this.#device.open();
      return { handle, graph, checkpoint, ...detector?.about, backend, timing };
    }, signal);
  }

  async #read(source: NetworkSource, options: RequestOptions): Promise<Read> {
    if ('checkpoint' in source) {
      const volume = await this.#library.open(source.checkpoint, options);
      return { ...volume, graph: volume.graph(source.size) };
    }
    const shared = 'published' in source ? this.#networks.published(source.published.id) : undefined;
    if (shared !== undefined) return shared;
    if (!('graph' in source)) return this.#surroundings.openForeign(source, options);
    const { graph } = source;
    if ('weights' in source)
      return { graph, weights: new Map(Object.entries(source.weights)), normalization: asTheyAre };
    const folded = fold(graph);
    await this.#queue.add(async () => {
      await this.#device.open();
      this.#device.admit(folded);
    }, options.signal);
    return { graph: folded, weights: randomWeights(folded, source.seed ?? 0), normalization: asTheyAre };
  }

  /** Reads a checkpoint; no device is opened for it, and of its weights only those are kept whose names end so. */
  async #readWeights(source: ForeignSource, ending: string, options: RequestOptions): Promise<ReadResult> {
    const { graph, checkpoint, weights } = await this.#read(source, options);
    // Copies: a view would take the whole file along to the page.
    const wanted = [...weights].filter(([name]) => name.endsWith(ending));
    return {
      graph,
      checkpoint,
      weights: Object.fromEntries(wanted.map(([name, values]) => [name, values.slice()])),
    };
  }

  async #run(request: { readonly handle: number } & RunRequest, signal: AbortSignal): Promise<RunResult> {
    const loaded = this.#networks.find(request.handle);
    const began = performance.now();
    const { prepare } = this.#surroundings;
    const fit = request.fit ?? (loaded.detector === null ? 'centreCrop' : 'padded');
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
      this.#networks.find(request.handle);
      const weights = new Map(Object.entries(request.weights ?? {}));
      const { taps, outputs } = request;
      const started = performance.now();
      const result = await this.#networks.execute(loaded, input, { taps, outputs, weights }, signal);
      const timing = {
        prepareMilliseconds,
        runMilliseconds: performance.now() - started,
        readbackMilliseconds: result.readbackMilliseconds,
      };
      const backend: BackendReport = await this.#device.open();
      return { outputs: result.outputs, taps: result.taps, timing, backend, ...(seen && { seen }) };
    }, signal);
  }

  async #detect(
    request: { readonly handle: number } & DetectRequest,
    signal: AbortSignal,
  ): Promise<DetectResult> {
    const loaded = this.#networks.find(request.handle);
    this.#networks.detector(request.handle);
    const began = performance.now();
    const { prepare } = this.#surroundings;
    const shape = inputShape(loaded.graph);
    const { input, fitted } = await prepare(request.picture, 'padded', shape, loaded.normalization);
    const prepareMilliseconds = performance.now() - began;
    return this.#queue.add(async () => {
      const detector = this.#networks.detector(request.handle);
      const weights = new Map(Object.entries(request.weights ?? {}));
      const started = performance.now();
      const look = detector.look(request);
      const result = await this.#networks.execute(
        loaded,
        input,
        { taps: request.taps, outputs: [], weights, look },
        signal,
      );
      const runMilliseconds = performance.now() - started;
      const { selectMilliseconds } = detector.keep(fitted);
      const { readbackMilliseconds } = result;
      const timing = { prepareMilliseconds, runMilliseconds, selectMilliseconds, readbackMilliseconds };
      const found = detector.suppress(request.suppressing ?? {});
      const backend: BackendReport = await this.#device.open();
      return { ...found, taps: result.taps, heatMaps: detector.heatMaps(), timing, backend };
    }, signal);
  }

  async #ceilings(signal: AbortSignal) {
    const backend = await this.#device.open();
    const large = !backend.software && (backend.backend === 'webgpu' || backend.backend === 'webgl');
    return { backend, ...(await measureCeilings(large, signal)) };
  }
}
