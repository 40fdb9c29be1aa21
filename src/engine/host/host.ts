import { answerOf } from '../../../models/graph/answers.ts';
import { fold } from '../../../models/operators/fold.ts';
import type { Driver } from '../executors/driver.ts';
import { emptyInputs } from '../executors/inputs.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { Answers } from '../protocol/answers.ts';
import type { NetworkDescription, ReadResult } from '../protocol/description.ts';
import { throwIfCancelled } from '../protocol/error.ts';
import type { FitProgress } from '../protocol/fit.ts';
import type { Request, Written } from '../protocol/requests.ts';
import type { ForeignSource, NetworkSource } from '../protocol/source.ts';
import { type Found, Library } from '../sources/library.ts';
import { Queue } from '../sources/queue.ts';
import { randomWeights } from '../sources/random-weights.ts';
import { checkTask, type ForeignOptions, type Read, type ReadOptions } from '../sources/read.ts';
import { Detector } from './detect/detector.ts';
import { Device, type OnLost } from './device.ts';
import { type Loaded, Networks } from './networks.ts';
import { type Prepare, Runs } from './runs.ts';
import { trainHead, tuneBlock } from './train-head.ts';

/** What the host needs from where it lives. */
export interface Surroundings {
  /** In the order of fallback. */
  readonly drivers: readonly Driver[];
  /** The shipped checkpoint of this id and the address of its weights. */
  readonly find: (id: string) => Found | undefined;
  readonly prepare: Prepare;
  /** Opens a checkpoint in an upstream's format: fetches or reads it, checks it, brings it into the graph's layout. */
  readonly openForeign: (source: ForeignSource, options: ForeignOptions) => Promise<Read>;
  readonly onLost: OnLost;
}

export interface AnswerOptions extends ReadOptions {
  /** Hears how far a training is. */
  readonly onFit: (progress: FitProgress) => void;
}

const asTheyAre: Normalization = { mean: [127.5, 127.5, 127.5], standardDeviation: [127.5, 127.5, 127.5] };

/** Answers the page's requests: owns the device, the networks and the weights. Lives in the worker; plain enough to be tested in Node. */
export class Host {
  readonly #surroundings: Surroundings;
  readonly #device: Device;
  readonly #queue = new Queue();
  readonly #networks: Networks;
  readonly #runs: Runs;
  readonly #library: Library;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#library = new Library(surroundings.find);
    this.#device = new Device(surroundings.drivers, surroundings.onLost);
    this.#networks = new Networks(this.#device);
    this.#runs = new Runs(this.#networks, this.#queue, surroundings.prepare);
  }

  /** Does what a request asks. Requests that use the device wait for each other. */
  answer(request: Request, options: AnswerOptions): Promise<Answers[keyof Answers]> {
    const { signal } = options;
    switch (request.type) {
      case 'start':
        if (request.precision !== undefined) this.#networks.store(request.precision);
        if (request.tuning !== undefined) this.#device.tuning = request.tuning;
        return this.#queue.add(() => this.#device.open(request.force), signal);
      case 'load':
        return this.#load(request.source, { ...options, task: request.task });
      case 'read':
        return this.#readWeights(request.source, request.ending, options);
      case 'run':
        return this.#runs.run(request, signal);
      case 'detect':
        return this.#runs.detect(request, signal);
      case 'suppress':
        // Cached candidates need no device, so nothing is waited for.
        return Promise.resolve().then(() => this.#runs.suppress(request.handle, request.suppressing));
      case 'parameters':
        return Promise.resolve().then(() => this.#networks.parameters(request.handle, request.names));
      case 'features':
        return this.#runs.features(request, signal);
      case 'fit':
        return trainHead(request, options);
      case 'tune':
        return Promise.resolve().then(() => tuneBlock(this.#networks.find(request.handle), request, options));
      case 'onnx':
        return this.#onnx(request.of);
      case 'dispose':
        return this.#queue.add(async () => this.#networks.dispose(request.handle));
      case 'dispatches':
        return this.#runs.dispatches(request.handle, signal);
      case 'asks':
        return this.#runs.asks(request.handle, signal);
      case 'memory':
        return this.#queue.add(async () => this.#device.memory(this.#networks.size));
      case 'ceilings':
        return this.#queue.add(() => this.#ceilings(signal), signal);
    }
  }

  async #load(source: NetworkSource, options: ReadOptions): Promise<NetworkDescription> {
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
      const published = 'published' in source ? source.published : undefined;
      const detector = answerOf(graph, 'boxes') !== undefined ? new Detector(graph, checkpoint) : null;
      const loaded: Loaded = {
        ...read,
        published,
        detector,
        runs: 0,
        kept: null,
        seen: new Map(),
        executor: null,
        generation: -1,
      };
      onProgress({ phase: 'uploading' });
      const compiling = performance.now();
      try {
        const onUploaded = () => onProgress({ phase: 'compiling' });
        await this.#networks.executor(loaded, { signal, onUploaded });
        const [empty, inputs] = emptyInputs(graph);
        const rest = detector === null ? {} : { outputs: [], look: detector.look() };
        await this.#networks.execute<unknown>(loaded, empty, { ...rest, inputs, signal });
      } catch (error) {
        loaded.executor?.dispose();
        throw error;
      }
      const handle = this.#networks.add(loaded);
      const timing = { weightsMilliseconds, compileMilliseconds: performance.now() - compiling };
      const runtime = await this.#networks.report(loaded);
      return { handle, graph, checkpoint, ...detector?.about, runtime, timing };
    }, signal);
  }

  async #read(source: NetworkSource, options: ReadOptions): Promise<Read> {
    if ('checkpoint' in source) {
      const volume = await this.#library.open(source.checkpoint, options);
      return { ...volume, graph: volume.graph(source.size, source.part) };
    }
    const shared = 'published' in source ? this.#networks.published(source.published) : undefined;
    if (shared !== undefined) {
      if (shared.checkpoint !== undefined) checkTask(shared.checkpoint, options.task);
      return shared;
    }
    if (!('graph' in source)) {
      const base = (id: string) => this.#library.open(id, options);
      return this.#surroundings.openForeign(source, { ...options, base });
    }
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
  async #readWeights(source: ForeignSource, ending: string, options: ReadOptions): Promise<ReadResult> {
    const { graph, checkpoint, weights } = await this.#read(source, options);
    // Copies: a view would take the whole file along to the page.
    const wanted = [...weights].filter(([name]) => name.endsWith(ending));
    return {
      graph,
      checkpoint,
      weights: Object.fromEntries(wanted.map(([name, values]) => [name, values.slice()])),
    };
  }

  /** A network as a file. Its writer is fetched when the first one is asked for; no device is opened. */
  async #onnx(of: Written): Promise<Uint8Array<ArrayBuffer>> {
    const { toOnnx } = await import('../../../models/onnx/model.ts');
    if ('handle' in of) {
      const { graph, weights } = this.#networks.find(of.handle);
      return toOnnx(graph, weights);
    }
    const folded = fold(of.graph);
    return toOnnx(folded, randomWeights(folded, of.seed));
  }

  async #ceilings(signal: AbortSignal) {
    const runtime = await this.#device.open();
    return { runtime, ...(await (await this.#device.runtime()).ceilings(signal)) };
  }
}
