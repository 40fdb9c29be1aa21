import type { Graph } from '../../../../models/graph/graph.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { EngineError } from '../../protocol/error.ts';
import type { Executor, LoadOptions, Runtime } from '../runtime.ts';
import { measureCeilings } from './ceilings.ts';
import { type OpenDevice, WebGpuExecutor } from './executor.ts';
import { Framing } from './framing.ts';
import { Pipelines } from './loaded.ts';
import type { PlannedNetwork } from './network.ts';
import type { TuningStore } from './tunings.ts';

/** Our own programs on a WebGPU device. */
export class WebGpuRuntime implements Runtime, OpenDevice {
  readonly runsOn: Runtime['runsOn'];
  readonly limits: Runtime['limits'];
  readonly half?: 'stored' | 'native';
  readonly lost: Promise<string | null>;
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly framing: Framing;
  readonly #executors = new Set<WebGpuExecutor>();
  readonly #tunings: TuningStore | undefined;
  /** How often the device complained, how much of that was told, and the first complaint that was not. */
  #complaints = 0;
  #told = 0;
  #said = '';
  #closed = false;

  /** `halves`: whether the adapter computes with half precision itself; `tunings`: where tilings are kept, if they are to be measured. */
  constructor(
    device: GPUDevice,
    {
      halves,
      tunings,
      ...adapter
    }: {
      readonly adapter: string;
      readonly software: boolean;
      readonly halves: boolean;
      readonly tunings?: TuningStore | undefined;
    },
  ) {
    this.device = device;
    this.#tunings = tunings;
    if (typeof Float16Array !== 'undefined') this.half = halves ? 'native' : 'stored';
    this.pipelines = new Pipelines(device);
    this.framing = new Framing(device);
    this.runsOn = { device: 'webgpu', executor: 'own', ...adapter };
    this.limits = {
      mapBytes: Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize),
      totalBytes: null,
    };
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      if (this.#complaints++ === this.#told) this.#said = event.error.message;
    });
    this.lost = new Promise((resolve) => {
      device.lost.then(({ message, reason }) => {
        if (!this.#closed) resolve(message || reason || null);
      });
    });
  }

  async load(
    graph: Graph,
    weights: Weights,
    { precision, tune, signal, onUploaded }: LoadOptions = {},
  ): Promise<Executor> {
    const valueBytes = precision === 'f16' && this.half !== undefined ? 2 : 4;
    const executor = new WebGpuExecutor(graph, weights, this, { valueBytes });
    this.#executors.add(executor);
    try {
      onUploaded?.();
      if (tune) await this.#tune(executor, signal);
      await executor.program([]);
      // Errors of what was made stand in a queue of the device's own; once it is empty they were heard.
      await this.device.queue.onSubmittedWorkDone();
      this.check();
      if (signal?.aborted) throw new EngineError({ code: 'cancelled' });
      return executor;
    } catch (error) {
      executor.dispose();
      if (error instanceof EngineError) throw error;
      throw new EngineError({
        code: 'device',
        what: 'refusedStep',
        said: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /**
   * Measures tilings that are not known of this adapter, and keeps them. On the processor there is nothing to gain; a device that refuses one
   * of them runs the usual ones.
   */
  async #tune(executor: WebGpuExecutor, signal: AbortSignal | undefined): Promise<void> {
    const { adapter, software } = this.runsOn;
    if (this.#tunings === undefined || software) return;
    const name = executor.precision === 'f16' ? `${adapter} · half` : adapter;
    const known = await this.#tunings.read(name);
    try {
      const tuning = await executor.tune(known, signal);
      this.check();
      if (tuning.size > known.size) await this.#tunings.write(name, tuning);
    } catch (error) {
      if (error instanceof EngineError && error.code === 'cancelled') throw error;
      executor.untune();
      this.#told = this.#complaints;
    }
  }

  /** Throws where a program's memory or weights are more than one buffer of this device holds. */
  admit({ program, weightGroups }: PlannedNetwork): void {
    const most = this.limits.mapBytes ?? Number.POSITIVE_INFINITY;
    const largest = Math.max(weightGroups * 4 * program.valueBytes, ...program.memory.arenas);
    if (largest > most)
      throw new EngineError({
        code: 'device',
        what: 'refusedStep',
        said: `${program.graph.name} needs a buffer of ${largest} bytes; this device has ${most} at the most.`,
      });
  }

  get complaints(): number {
    return this.#complaints;
  }

  /**
   * Throws where the device complained and nobody was told: what it refused would otherwise pass for zeros. Of two runs that overlap nobody
   * knows whose step it was: one that began (`since` is what `complaints` was then) before a complaint hears it even where the other was told.
   */
  check(since = this.#told): void {
    if (this.#complaints === Math.min(this.#told, since)) return;
    this.#told = this.#complaints;
    throw new EngineError({ code: 'device', what: 'refusedStep', said: this.#said });
  }

  ceilings(signal?: AbortSignal) {
    return measureCeilings(this.device, !this.runsOn.software, signal);
  }

  memory() {
    const executors = [...this.#executors];
    const bytes = executors.reduce((sum, executor) => sum + executor.bytes, 0);
    return { tensors: executors.reduce((sum, { programs }) => sum + programs, 0), bytes, deviceBytes: bytes };
  }

  /** An executor is gone. */
  forget(executor: Executor): void {
    this.#executors.delete(executor as WebGpuExecutor);
  }

  close(): void {
    this.#closed = true;
    for (const executor of this.#executors) executor.dispose();
    this.device.destroy();
  }
}
