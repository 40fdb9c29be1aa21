import { blockBias, blockKernel } from '../../../models/checkpoints/head.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import type { Tuned } from '../../../models/heads/last-block.ts';
import { sketchOf } from '../../../models/heads/sketch.ts';
import type { CurvePoint } from '../../../models/heads/training.ts';
import { fold } from '../../../models/operators/fold.ts';
import type { Driver } from '../executors/driver.ts';
import { emptyInputs } from '../executors/inputs.ts';
import type { Look, RunAnswer } from '../executors/runtime.ts';
import { framedBy } from '../pictures/framed.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { PreparedInput } from '../pictures/prepare.ts';
import type { Interpolation } from '../pictures/resample.ts';
import type { Answers } from '../protocol/answers.ts';
import type { NetworkDescription, ReadResult } from '../protocol/description.ts';
import type { Detected, DetectRequest, DetectResult, Suppressing, Told } from '../protocol/detection.ts';
import { EngineError, throwIfCancelled } from '../protocol/error.ts';
import type { FitProgress, TuneRequest } from '../protocol/fit.ts';
import type { Fit, HashedPicture, Picture } from '../protocol/picture.ts';
import type { Request, Written } from '../protocol/requests.ts';
import type { Features, RunRequest, RunResult, RunTiming } from '../protocol/run.ts';
import type { DispatchTimes, RuntimeReport } from '../protocol/runtime.ts';
import type { ForeignSource, NetworkSource } from '../protocol/source.ts';
import { digest } from '../sources/digest/digest.ts';
import { type Found, Library } from '../sources/library.ts';
import { Queue } from '../sources/queue.ts';
import { randomWeights } from '../sources/random-weights.ts';
import { checkTask, type ForeignOptions, type Read, type ReadOptions } from '../sources/read.ts';
import { Detector } from './detect/detector.ts';
import { unfitted } from './detect/suppress.ts';
import { Device, type OnLost } from './device.ts';
import { type Loaded, Networks } from './networks.ts';
import { trainHead } from './train-head.ts';

/** What the host needs from where it lives. */
export interface Surroundings {
  /** In the order of fallback. */
  readonly drivers: readonly Driver[];
  /** The shipped checkpoint of this id and the address of its weights. */
  readonly find: (id: string) => Found | undefined;
  readonly prepare: (
    picture: Picture,
    fit: Fit,
    shape: readonly [number, number, number],
    normalization: Normalization,
    cropShare?: number,
    interpolation?: Interpolation,
  ) => Promise<PreparedInput>;
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
  readonly #library: Library;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#library = new Library(surroundings.find);
    this.#device = new Device(surroundings.drivers, surroundings.onLost);
    this.#networks = new Networks(this.#device);
  }

  /** Does what a request asks. Requests that use the device wait for each other. */
  answer(request: Request, options: AnswerOptions): Promise<Answers[keyof Answers]> {
    const { signal } = options;
    switch (request.type) {
      case 'start':
        if (request.precision !== undefined) this.#networks.store(request.precision);
        return this.#queue.add(() => this.#device.open(request.force), signal);
      case 'load':
        return this.#load(request.source, { ...options, task: request.task });
      case 'read':
        return this.#readWeights(request.source, request.ending, options);
      case 'run':
        return this.#run(request, signal);
      case 'detect':
        return this.#detect(request, signal);
      case 'suppress':
        // Cached candidates need no device, so nothing is waited for.
        return Promise.resolve().then(() => this.#suppress(request.handle, request.suppressing));
      case 'parameters':
        return Promise.resolve().then(() => this.#networks.parameters(request.handle, request.names));
      case 'features':
        return this.#features(request, signal);
      case 'fit':
        return trainHead(request, options);
      case 'tune':
        return this.#tune(request, options);
      case 'onnx':
        return this.#onnx(request.of);
      case 'dispose':
        return this.#queue.add(async () => this.#networks.dispose(request.handle));
      case 'dispatches':
        return this.#queue.add(() => this.#dispatches(request.handle, signal), signal);
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

  async #run(request: { readonly handle: number } & RunRequest, signal: AbortSignal): Promise<RunResult> {
    const { detector } = this.#networks.find(request.handle);
    const fit = request.fit ?? (detector === null ? 'centreCrop' : 'padded');
    const ran = await this.#execute({ ...request, fit }, signal);
    const { answer, prepared, timing, runtime } = ran;
    const { outputs, taps } = answer;
    return { outputs, taps, timing, runtime, ...(prepared.seen && { seen: prepared.seen }) };
  }

  async #detect(
    request: { readonly handle: number } & DetectRequest,
    signal: AbortSignal,
  ): Promise<Told<DetectResult>> {
    const detector = this.#networks.detector(request.handle);
    const look = detector.look(request);
    const ran = await this.#execute({ ...request, fit: 'padded', outputs: [] }, signal, look);
    const { answer, loaded, prepared, runtime } = ran;
    const { selection, selectMilliseconds } = answer.looked;
    const fitted = prepared.fitted ?? unfitted(detector.outputs);
    const kept = { run: (loaded.kept?.run ?? 0) + 1, selection, fitted };
    loaded.kept = kept;
    const timing = { ...ran.timing, selectMilliseconds };
    const found = detector.detected(kept, request.suppressing ?? {});
    return { ...found, taps: answer.taps, heatMaps: detector.heatMaps(selection), timing, runtime };
  }

  /** Boxes from the candidates of a detector's last run. */
  #suppress(handle: number, suppressing: Suppressing): Told<Detected> {
    const detector = this.#networks.detector(handle);
    const { kept } = this.#networks.find(handle);
    if (kept === null) throw new EngineError({ code: 'graph', what: 'notRun' });
    return detector.detected(kept, suppressing);
  }

  /** Prepares a picture and runs the network on it when its turn comes. */
  async #execute<Looked = undefined>(
    request: { readonly handle: number; readonly fit: Fit } & RunRequest,
    signal: AbortSignal,
    look?: Look<Looked>,
  ): Promise<Ran<Looked>> {
    const { handle, picture, fit, taps, outputs, inputs } = request;
    const { graph, normalization, cropShare, interpolation } = this.#networks.find(handle);
    const began = performance.now();
    const { prepare } = this.#surroundings;
    // Decoding does not need the device, so it does not wait for other runs.
    const shape = inputShape(graph);
    const whole = () => prepare(picture, fit, shape, normalization, cropShare, interpolation);
    const framed = fit === 'padded' ? framedBy(picture, [shape[0], shape[1]], normalization) : null;
    const prepared = framed ?? (await whole());
    const given =
      'frame' in prepared
        ? { frame: prepared.frame, input: async () => (await whole()).input }
        : prepared.input;
    const prepareMilliseconds = performance.now() - began;
    return this.#queue.add(async () => {
      const loaded = this.#networks.find(handle);
      const weights = new Map(Object.entries(request.weights ?? {}));
      const options = { taps, outputs, inputs, weights, look, signal };
      const started = performance.now();
      const answer = await this.#networks.execute(loaded, given, options);
      const timing = {
        prepareMilliseconds,
        runMilliseconds: performance.now() - started,
        readbackMilliseconds: answer.readbackMilliseconds,
      };
      return { loaded, prepared, answer, timing, runtime: await this.#networks.report(loaded) };
    }, signal);
  }

  /** What the network sees of a picture; the same bytes are looked at once. */
  async #features(
    { handle, picture }: { readonly handle: number; readonly picture: HashedPicture },
    signal: AbortSignal,
  ): Promise<Features> {
    const sha256 = await digest('SHA-256', await bytesOf(picture));
    const { seen } = this.#networks.find(handle);
    const known = seen.get(sha256);
    if (known !== undefined)
      return { features: known.features.slice(), sketch: known.sketch.slice(), sha256, cached: true };
    const fit = 'centreCrop';
    const { answer, prepared, loaded } = await this.#execute(
      { handle, picture, fit, outputs: [], taps: ['pooled'] },
      signal,
    );
    const features = answer.taps.pooled?.data ?? new Float32Array();
    const sketch = sketchOf(prepared.input ?? new Float32Array(), inputShape(loaded.graph));
    seen.set(sha256, { features: features.slice(), sketch: sketch.slice() });
    return { features, sketch, sha256, cached: false };
  }

  /** Trains the last block of a classifier, and the dense layer above it. */
  #tune(
    { handle, head, options, ...data }: { readonly handle: number } & TuneRequest,
    { signal, onFit }: AnswerOptions,
  ): Promise<Tuned> {
    return this.#queue.add(() => {
      // A copy, which is given away where no epoch was better than what it began with.
      const { [blockKernel]: kernel, [blockBias]: bias } = this.#networks.parameters(handle, [
        blockKernel,
        blockBias,
      ]);
      const block = { kernel: kernel ?? new Float32Array(), bias: bias ?? new Float32Array() };
      const onPoint = (point: CurvePoint) => onFit({ phase: 'fitting', points: [point] });
      return this.#device.withGradients((tune) => tune(data, { block, head }, options, { signal, onPoint }));
    }, signal);
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

  /** Null where what runs networks has no dispatches that it could take the time of. */
  async #dispatches(handle: number, signal: AbortSignal): Promise<DispatchTimes | null> {
    const executor = await this.#networks.executor(this.#networks.find(handle), { signal });
    return (await executor.timeDispatches?.(signal)) ?? null;
  }

  async #ceilings(signal: AbortSignal) {
    const runtime = await this.#device.open();
    return { runtime, ...(await (await this.#device.runtime()).ceilings(signal)) };
  }
}

async function bytesOf(picture: HashedPicture): Promise<Uint8Array<ArrayBuffer>> {
  if (picture instanceof Blob) return new Uint8Array(await picture.arrayBuffer());
  return Uint8Array.from(picture.rgb);
}

/** A run that has ended. */
interface Ran<Looked> {
  readonly loaded: Loaded;
  /** `input` is absent where the device prepared the picture itself. */
  readonly prepared: Pick<PreparedInput, 'seen' | 'fitted'> & Partial<Pick<PreparedInput, 'input'>>;
  readonly answer: RunAnswer<Looked>;
  readonly timing: RunTiming;
  readonly runtime: RuntimeReport;
}
