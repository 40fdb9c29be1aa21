import type { Graph } from '../../../models/graph/graph.ts';
import { lostSentence } from '../../words/en/runtime.ts';
import type { Answers, WorkerMessage } from '../protocol/answers.ts';
import type { ReadResult } from '../protocol/description.ts';
import type { Precision, RunsOn } from '../protocol/device.ts';
import type { EngineError } from '../protocol/error.ts';
import type { EngineFailure } from '../protocol/failure.ts';
import type { FitProgress, FitRequest, Fitted } from '../protocol/fit.ts';
import type { LoadProgress } from '../protocol/progress.ts';
import type { Request } from '../protocol/requests.ts';
import type { DeviceCeilings, MemoryReport, RuntimeReport } from '../protocol/runtime.ts';
import type { ForeignSource, NetworkSource } from '../protocol/source.ts';
import { forcedBy, precisionBy, tuningBy } from './address.ts';
import { DetectorNet } from './detector-net.ts';
import { type AskOptions, type LoadOptions, Net, type OpenOptions, type Requests } from './net.ts';
import { anySaid, said } from './said.ts';

export type { Tuned } from '../../../models/heads/last-block.ts';
export type { CheckpointDescription, LoadTiming, ReadResult, Task } from '../protocol/description.ts';
export type {
  Detected,
  DetectedBox,
  DetectResult,
  DetectTiming,
  FittedPicture,
  HeatMap,
  Suppressing,
} from '../protocol/detection.ts';
export type { DeviceLimits, DeviceName, RunsOn } from '../protocol/device.ts';
export { EngineError } from '../protocol/error.ts';
export type { Failure } from '../protocol/failure.ts';
export type { FitProgress, FitRequest, Fitted, TuneRequest } from '../protocol/fit.ts';
export type { Tap, Taps } from '../protocol/maps.ts';
export type { Fit, HashedPicture, Picture, RgbPicture, Seen } from '../protocol/picture.ts';
export type { LoadProgress } from '../protocol/progress.ts';
export type { Features, RunResult, RunTiming } from '../protocol/run.ts';
export type { DeviceAsks, DeviceCeilings, MemoryReport, RuntimeReport } from '../protocol/runtime.ts';
export type { ForeignSource, NetworkSource, OwnFile, OwnFileOptions } from '../protocol/source.ts';
export { type DetectOptions, DetectorNet } from './detector-net.ts';
export { type LoadOptions, Net, type OpenOptions, type RunOptions } from './net.ts';

/** Hears sentences about changes that nobody asked for, such as a lost graphics device. */
export type NoticeListener = (message: string, runtime: RuntimeReport) => void;

export interface EngineOptions extends Partial<RunsOn> {
  /** How values are stored, whatever was measured of a network; by default what the page's address asks for (`?precision=f16`). */
  readonly precision?: Precision | undefined;
  readonly onNotice?: NoticeListener;
}

interface Pending {
  resolve(answer: Answers[keyof Answers]): void;
  reject(error: EngineError): void;
  onProgress: ((progress: LoadProgress) => void) | undefined;
  onFit: ((progress: FitProgress) => void) | undefined;
}

/** Arrays that a request gives away. */
function transferables(request: Request, transfer: boolean): Transferable[] {
  if (request.type === 'tune') return [request.maps.buffer as ArrayBuffer];
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
 * const { outputs, taps, timing, runtime } = await net.run(blob, { taps: ['stage4/block0/se/scale'] });
 * ```
 *
 * Every promise rejects with `EngineError`: a `code` for the program and a message that is a sentence for the reader.
 * A cancelled one has the code `cancelled`.
 */
export class Engine implements Requests {
  readonly #options: EngineOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<NoticeListener>();
  #worker: Worker | null = null;
  #started: Promise<RuntimeReport> | null = null;
  /** Rises whenever a worker ends, so that networks know that they must be loaded again. */
  #generation = 0;
  #lastId = 0;

  constructor(options: EngineOptions = {}) {
    this.#options = options;
    if (options.onNotice) this.#listeners.add(options.onNotice);
    globalThis.addEventListener?.('pagehide', () => this.dispose());
  }

  /** Starts the worker, chooses what to run on and proves it; later calls answer at once. */
  start(): Promise<RuntimeReport> {
    const force = this.#force();
    const search = globalThis.location?.search ?? '';
    const precision = this.#options.precision ?? precisionBy(search);
    const tuning = tuningBy(search);
    const request = {
      type: 'start',
      ...(force && { force }),
      ...(precision && { precision }),
      ...(tuning === false && { tuning }),
    } as const;
    this.#started ??= this.request(request).catch((error: EngineError) => {
      this.#started = null;
      throw error;
    });
    return this.#started;
  }

  /**
   * Makes a network ready: downloads and checks its weights, uploads them, compiles. Cancelling stops the download. The
   * size of the download stands in the checkpoint's `card.json`, and in the first progress call of the phase `downloading`.
   */
  async load(source: NetworkSource, { task, ...options }: OpenOptions = {}): Promise<Net> {
    const net = new Net(this, source, task);
    await net.ready(options);
    return net;
  }

  /**
   * Makes a detector ready; anything else is refused, before it is fetched where that is known. Detectors that stand on one backbone share it: the second one downloads its own part alone.
   * `NetworkSource.size` asks for another picture size than the card's (multiples of 128).
   */
  async loadDetector(source: NetworkSource, options: LoadOptions = {}): Promise<DetectorNet> {
    const net = new DetectorNet(this, source, 'detection');
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
    if (this.#worker === null) return { runsOn: null, tensors: 0, bytes: 0, deviceBytes: null, networks: 0 };
    return this.request({ type: 'memory' });
  }

  /** Measures the device's two ceilings, for a roofline: arithmetic by a matrix product, bandwidth by an addition. */
  async ceilings(options: { readonly signal?: AbortSignal } = {}): Promise<DeviceCeilings> {
    await this.start();
    return this.request({ type: 'ceilings' }, options);
  }

  /**
   * Looks for near-duplicates in different parts and trains a dense layer on features, in the worker. `onFit` hears how far it is; a
   * cancelled one ends at its next step.
   */
  fit(request: FitRequest, options: Pick<AskOptions, 'signal' | 'onFit'> = {}): Promise<Fitted> {
    return this.request({ type: 'fit', ...request }, options);
  }

  /** A graph (batch norms and all) as an ONNX file, its weights drawn from a seed. No device is opened for it. */
  onnx(
    graph: Graph,
    { seed = 1, signal }: { readonly seed?: number; readonly signal?: AbortSignal } = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.request({ type: 'onnx', of: { graph, seed } }, { signal });
  }

  /** Hears notices; the result stops listening. */
  onNotice(listener: NoticeListener): () => void {
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
    const error = said({ code: 'disposed', what: 'engine' });
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  /** Which worker is alive; for networks, which belong to one. */
  get generation(): number {
    return this.#generation;
  }

  /** Sends one request and waits for its answer. Figures use the methods above. */
  request<R extends Request>(request: R, options: AskOptions = {}): Promise<Answers[R['type']]> {
    const { signal, onProgress, onFit, transfer = false } = options;
    if (signal?.aborted) return Promise.reject(said({ code: 'cancelled' }));
    const worker = this.#open();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const stop = () => {
        worker.postMessage({ type: 'cancel', id });
        // The page does not wait for the worker to notice.
        this.#pending.delete(id);
        reject(said({ code: 'cancelled' }));
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
        onFit,
      });
      worker.postMessage({ ...request, id }, transferables(request, transfer));
    });
  }

  /** By default what the page's address asks for; null where that is nothing. */
  #force(): Partial<RunsOn> | undefined {
    const { device, executor } = this.#options;
    const own = { ...(device && { device }), ...(executor && { executor }) };
    const force = { ...forcedBy(globalThis.location?.search ?? ''), ...own };
    return Object.keys(force).length > 0 ? force : undefined;
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
      this.#failAll({ code: 'internal', what: 'worker', said: event.message || null });
    };
    this.#worker = worker;
    return worker;
  }

  #receive(message: WorkerMessage): void {
    if (message.type === 'lost') {
      const { lost, runtime } = message;
      this.#started = Promise.resolve(runtime);
      for (const listener of this.#listeners) listener(lostSentence(lost, runtime), runtime);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.type === 'progress') {
      const { progress } = message;
      const { phase } = progress;
      if (phase === 'fitting' || phase === 'comparing' || phase === 'tuning') pending.onFit?.(progress);
      else pending.onProgress?.(progress);
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === 'done') pending.resolve(message.answer);
    else void anySaid(message.failure).then(pending.reject, pending.reject);
  }

  #failAll(failure: EngineFailure): void {
    const error = said(failure);
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
