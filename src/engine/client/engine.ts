import type { Graph } from '../../../models/graph/graph.ts';
import { cancelled, EngineError } from '../protocol/errors.ts';
import {
  type Answers,
  type BackendName,
  type BackendReport,
  backendNames,
  type DeviceCeilings,
  type ForeignSource,
  type LoadProgress,
  type MemoryReport,
  type NetworkSource,
  type ReadResult,
  type Request,
  type RunRequest,
  type WorkerMessage,
} from '../protocol/protocol.ts';
import { DetectorNet } from './detector-net.ts';
import { Net } from './net.ts';

export type { Detected, DetectedBox, FittedPicture, HeatMap, Suppressing } from '../host/detect/answer.ts';
export { EngineError, type EngineErrorCode } from '../protocol/errors.ts';
export type {
  BackendName,
  BackendReport,
  CheckpointDescription,
  DetectResult,
  DetectTiming,
  DeviceCeilings,
  Fit,
  ForeignSource,
  LoadProgress,
  LoadTiming,
  MemoryReport,
  NetworkSource,
  OwnFile,
  OwnFileOptions,
  Picture,
  ReadResult,
  RgbPicture,
  RunResult,
  RunTiming,
  Seen,
  Tap,
  Taps,
} from '../protocol/protocol.ts';
export { type DetectOptions, DetectorNet } from './detector-net.ts';
export { Net } from './net.ts';

export interface EngineOptions {
  /** Use this backend and no other; by default `?backend=` in the page's address, else the fastest that works. */
  readonly backend?: BackendName;
  /** Hears sentences about changes that nobody asked for, such as a lost graphics device. */
  readonly onNotice?: (message: string, backend: BackendReport) => void;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface RunOptions extends Omit<RunRequest, 'picture'> {
  readonly signal?: AbortSignal;
  /** Gives an ImageBitmap away instead of copying it (camera frames). */
  readonly transfer?: boolean;
}

interface Pending {
  resolve(answer: Answers[keyof Answers]): void;
  reject(error: EngineError): void;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** `?backend=wasm` in an address, if it names a backend. */
export function backendFromAddress(search: string): BackendName | undefined {
  const wanted = new URLSearchParams(search).get('backend');
  return backendNames.find((name) => name === wanted);
}

/** Arrays that a request gives away. */
function transferables(request: Request, transfer: boolean): Transferable[] {
  if ((request.type !== 'run' && request.type !== 'detect') || !transfer) return [];
  const { picture } = request;
  if (typeof ImageBitmap !== 'undefined' && picture instanceof ImageBitmap) return [picture];
  return [];
}

/**
 * The page's end of the engine. TF.js lives in a module worker that starts with the first request and holds all networks
 * of the page; one run goes at a time, in the order asked for. Leaving the page ends the worker and frees everything; a
 * page that comes back from the browser's cache starts it again by itself.
 *
 * ```ts
 * const engine = createEngine();
 * const net = await engine.load({ checkpoint: 'efficientnet-b0' }, { onProgress, signal });
 * const { outputs, taps, timing, backend } = await net.run(blob, { taps: ['stage4/block0/se/scale'] });
 * ```
 *
 * Every promise rejects with `EngineError`: a `code` for the program and a message that is a sentence for the reader.
 * A cancelled one has the code `cancelled`.
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(message: string, backend: BackendReport) => void>();
  #worker: Worker | null = null;
  #started: Promise<BackendReport> | null = null;
  /** Rises whenever a worker ends, so that networks know that they must be loaded again. */
  #generation = 0;
  #lastId = 0;

  constructor(options: EngineOptions = {}) {
    this.#options = options;
    if (options.onNotice) this.#listeners.add(options.onNotice);
    globalThis.addEventListener?.('pagehide', () => this.dispose());
  }

  /** Starts the worker, chooses the backend and proves it; later calls answer at once. */
  start(): Promise<BackendReport> {
    const force = this.#force();
    this.#started ??= this.request({ type: 'start', force }).catch((error: EngineError) => {
      this.#started = null;
      if (error.code !== 'backend' || force === undefined) throw error;
      const advice = `Take “backend=${force}” out of the address to use what works.`;
      throw new EngineError('backend', `${error.message} ${advice}`);
    });
    return this.#started;
  }

  /**
   * Makes a network ready: downloads and checks its weights, uploads them, compiles. Cancelling stops the download. The
   * size of the download stands in the checkpoint's `card.json`, and in the first progress call of the phase `downloading`.
   */
  async load(source: NetworkSource, options: LoadOptions = {}): Promise<Net> {
    const net = new Net(this, source);
    await net.ready(options);
    return net;
  }

  /**
   * Makes a detector ready. Detectors that stand on one backbone share it: the second one downloads its own part alone.
   * `NetworkSource.size` asks for another picture size than the card's (multiples of 128).
   */
  async loadDetector(source: NetworkSource, options: LoadOptions = {}): Promise<DetectorNet> {
    const net = new DetectorNet(this, source);
    await net.ready(options);
    return net;
  }

  /**
   * Reads a checkpoint and makes nothing ready to run: it is downloaded, checked and kept as `load` would, no device is opened, and
   * of its weights only those come back whose names in the graph end with `ending`.
   */
  read(source: ForeignSource, ending: string, options: LoadOptions = {}): Promise<ReadResult> {
    return this.request({ type: 'read', source, ending }, options);
  }

  /** A network of any graph with random weights, to measure a device: `net.timing.compileMilliseconds`, then `net.run`. */
  loadRandom(graph: Graph, options: LoadOptions & { readonly seed?: number } = {}): Promise<Net> {
    return this.load({ graph, seed: options.seed ?? 0 }, options);
  }

  /** What lives on the device; nothing (and no worker started) where nothing was loaded. */
  async memory(): Promise<MemoryReport> {
    if (this.#worker === null) return { backend: null, tensors: 0, bytes: 0, deviceBytes: null, networks: 0 };
    return this.request({ type: 'memory' });
  }

  /** Measures the device's two ceilings, for a roofline: arithmetic by a matrix product, bandwidth by an addition. */
  async ceilings(options: { readonly signal?: AbortSignal } = {}): Promise<DeviceCeilings> {
    await this.start();
    return this.request({ type: 'ceilings' }, options);
  }

  /** Hears notices; the result stops listening. */
  onNotice(listener: (message: string, backend: BackendReport) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the worker: every network, every tensor and the graphics device go with it. A later call starts a new one. */
  dispose(): void {
    if (this.#worker === null) return;
    this.#worker.terminate();
    this.#worker = null;
    this.#started = null;
    this.#generation++;
    const error = new EngineError('disposed', 'The engine was stopped.');
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  /** Which worker is alive; for networks, which belong to one. */
  get generation(): number {
    return this.#generation;
  }

  /** Sends one request and waits for its answer. Figures use the methods above. */
  request<R extends Request>(
    request: R,
    options: LoadOptions & { readonly transfer?: boolean } = {},
  ): Promise<Answers[R['type']]> {
    const { signal, onProgress, transfer = false } = options;
    if (signal?.aborted) return Promise.reject(cancelled());
    const worker = this.#open();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const stop = () => {
        worker.postMessage({ type: 'cancel', id });
        // The page does not wait for the worker to notice.
        this.#pending.delete(id);
        reject(cancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
      const settled = () => signal?.removeEventListener('abort', stop);
      this.#pending.set(id, {
        resolve: (answer) => {
          settled();
          resolve(answer as Answers[R['type']]);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        onProgress,
      });
      worker.postMessage({ ...request, id }, transferables(request, transfer));
    });
  }

  #force(): BackendName | undefined {
    return this.#options.backend ?? backendFromAddress(globalThis.location?.search ?? '');
  }

  #open(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('../host/worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#failAll(
        `The part of the page that computes could not start or has stopped (${event.message || 'no reason given'}). Reload the page to try again.`,
      );
    };
    this.#worker = worker;
    return worker;
  }

  #receive(message: WorkerMessage): void {
    if (message.type === 'notice') {
      this.#started = Promise.resolve(message.backend);
      for (const listener of this.#listeners) listener(message.message, message.backend);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.type === 'progress') {
      pending.onProgress?.(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === 'done') pending.resolve(message.answer);
    else pending.reject(new EngineError(message.code, message.message));
  }

  #failAll(message: string): void {
    const error = new EngineError('internal', message);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.dispose();
  }
}

/** An engine of its own. Most figures share one: see `sharedEngine`. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new Engine(options);
}

let shared: Engine | null = null;

/** The one engine of a page, so that several figures use one worker and download a checkpoint once. */
export function sharedEngine(): Engine {
  shared ??= new Engine();
  return shared;
}
