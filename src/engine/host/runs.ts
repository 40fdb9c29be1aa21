import { inputShape } from '../../../models/graph/graph.ts';
import { sketchOf } from '../../../models/heads/sketch.ts';
import { emptyInputs } from '../executors/inputs.ts';
import type { Look, RunAnswer } from '../executors/runtime.ts';
import { framedBy } from '../pictures/framed.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { PreparedInput } from '../pictures/prepare.ts';
import type { Interpolation } from '../pictures/resample.ts';
import type { Detected, DetectRequest, DetectResult, Suppressing, Told } from '../protocol/detection.ts';
import { EngineError } from '../protocol/error.ts';
import type { Fit, HashedPicture, Picture } from '../protocol/picture.ts';
import type { Features, RunRequest, RunResult, RunTiming } from '../protocol/run.ts';
import type { DeviceAsks, DispatchTimes, RuntimeReport } from '../protocol/runtime.ts';
import { digest } from '../sources/digest/digest.ts';
import type { Queue } from '../sources/queue.ts';
import { countAsks } from './count-asks.ts';
import { unfitted } from './detect/suppress.ts';
import type { Loaded, Networks } from './networks.ts';

/** Decodes, crops, resizes and normalises a picture for an input of this shape. */
export type Prepare = (
  picture: Picture,
  fit: Fit,
  shape: readonly [number, number, number],
  normalization: Normalization,
  cropShare?: number,
  interpolation?: Interpolation,
) => Promise<PreparedInput>;

/** A run that has ended. */
interface Ran<Looked> {
  readonly loaded: Loaded;
  /** `input` is absent where the device prepared the picture itself. */
  readonly prepared: Pick<PreparedInput, 'seen' | 'fitted'> & Partial<Pick<PreparedInput, 'input'>>;
  readonly answer: RunAnswer<Looked>;
  readonly timing: RunTiming;
  readonly runtime: RuntimeReport;
}

async function bytesOf(picture: HashedPicture): Promise<Uint8Array<ArrayBuffer>> {
  if (picture instanceof Blob) return new Uint8Array(await picture.arrayBuffer());
  return Uint8Array.from(picture.rgb);
}

/**
 * What is asked of networks that are loaded. Where the device allows it, a run begins while the values of the one before are awaited, so that
 * the device has the next picture before it is done with this one.
 */
export class Runs {
  readonly #networks: Networks;
  readonly #queue: Queue;
  readonly #prepare: Prepare;
  /** When the last run ended. */
  #lastEnd = 0;

  constructor(networks: Networks, queue: Queue, prepare: Prepare) {
    this.#networks = networks;
    this.#queue = queue;
    this.#prepare = prepare;
  }

  async run(request: { readonly handle: number } & RunRequest, signal: AbortSignal): Promise<RunResult> {
    const { detector } = this.#networks.find(request.handle);
    const fit = request.fit ?? (detector === null ? 'centreCrop' : 'padded');
    const ran = await this.#execute({ ...request, fit }, signal);
    const { answer, prepared, timing, runtime } = ran;
    const { outputs, taps } = answer;
    return { outputs, taps, timing, runtime, ...(prepared.seen && { seen: prepared.seen }) };
  }

  async detect(
    request: { readonly handle: number } & DetectRequest,
    signal: AbortSignal,
  ): Promise<Told<DetectResult>> {
    const detector = this.#networks.detector(request.handle);
    const look = detector.look(request);
    const run = ++this.#networks.find(request.handle).runs;
    const ran = await this.#execute({ ...request, fit: 'padded', outputs: [] }, signal, look);
    const { answer, loaded, prepared, runtime } = ran;
    const { selection, selectMilliseconds } = answer.looked;
    const fitted = prepared.fitted ?? unfitted(detector.outputs);
    const kept = { run, selection, fitted };
    // One that had to be done again may end after the one behind it.
    if ((loaded.kept?.run ?? 0) < run) loaded.kept = kept;
    const timing = { ...ran.timing, selectMilliseconds };
    const found = detector.detected(kept, request.suppressing ?? {});
    return { ...found, taps: answer.taps, heatMaps: detector.heatMaps(selection), timing, runtime };
  }

  /** Boxes from the candidates of a detector's last run. */
  suppress(handle: number, suppressing: Suppressing): Told<Detected> {
    const detector = this.#networks.detector(handle);
    const { kept } = this.#networks.find(handle);
    if (kept === null) throw new EngineError({ code: 'graph', what: 'notRun' });
    return detector.detected(kept, suppressing);
  }

  /** What the network sees of a picture; the same bytes are looked at once. */
  async features(
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

  /** What each dispatch takes; null where what runs networks has none that it could take the time of. */
  dispatches(handle: number, signal: AbortSignal): Promise<DispatchTimes | null> {
    return this.#queue.add(async () => {
      const executor = await this.#networks.executor(this.#networks.find(handle), { signal });
      return (await executor.timeDispatches?.(signal)) ?? null;
    }, signal);
  }

  /** What a run asks of the device; null where it does not run on WebGPU. */
  asks(handle: number, signal: AbortSignal): Promise<DeviceAsks | null> {
    return this.#queue.add(async () => {
      const loaded = this.#networks.find(handle);
      const [empty, inputs] = emptyInputs(loaded.graph);
      const counted = await countAsks(() => this.#networks.execute(loaded, empty, { inputs, signal }));
      const { device } = await this.#networks.report(loaded);
      return device === 'webgpu' ? counted : null;
    }, signal);
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
    // Decoding does not need the device, so it does not wait for other runs.
    const shape = inputShape(graph);
    const whole = () => this.#prepare(picture, fit, shape, normalization, cropShare, interpolation);
    const framed = fit === 'padded' ? framedBy(picture, [shape[0], shape[1]], normalization) : null;
    const prepared = framed ?? (await whole());
    const given =
      'frame' in prepared
        ? { frame: prepared.frame, input: async () => (await whole()).input }
        : prepared.input;
    const prepareMilliseconds = performance.now() - began;
    const weights = new Map(Object.entries(request.weights ?? {}));
    const options = { taps, outputs, inputs, weights, look, signal };
    const ended = async (
      loaded: Loaded,
      answer: RunAnswer<Looked>,
      started: number,
    ): Promise<Ran<Looked>> => {
      const timing = { prepareMilliseconds, ...this.#timed(started, answer) };
      return { loaded, prepared, answer, timing, runtime: await this.#networks.report(loaded) };
    };
    const beside = await this.#queue.overlap(async (release) => {
      const loaded = this.#networks.find(handle);
      const started = performance.now();
      const came = await this.#networks.beside(loaded, given, { ...options, onSubmitted: release });
      return 'answer' in came ? { ran: await ended(loaded, came.answer, started) } : came;
    }, signal);
    if ('ran' in beside) return beside.ran;
    return this.#queue.add(async () => {
      const loaded = this.#networks.find(handle);
      const started = performance.now();
      return ended(loaded, await this.#networks.execute(loaded, given, options, beside.failed), started);
    }, signal);
  }

  /** How long a run had the device: of one that began beside another, from that one's end. */
  #timed(started: number, { readbackMilliseconds }: Pick<RunAnswer, 'readbackMilliseconds'>) {
    const ends = performance.now();
    const runMilliseconds = ends - Math.max(started, this.#lastEnd);
    this.#lastEnd = ends;
    return { runMilliseconds, readbackMilliseconds: Math.min(readbackMilliseconds, runMilliseconds) };
  }
}
