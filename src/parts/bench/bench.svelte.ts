import type { Graph } from '../../../models/graph/graph.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import { panel as words } from '../../words/en/figures/measure-my-device.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { Task } from '../runs/task.svelte.ts';
import type { BenchCandidate, Ceilings, Measurement, ProgramCost } from './measurement.ts';
import type { BenchListener, Status } from './run-bench.ts';

/** What a figure asks of its bench. */
export interface BenchSettings {
  /** Whether the device's two ceilings are measured first; they are. */
  readonly ceilings?: boolean;
  /** What our own engine asks of the GPU for a network; not kept where it is absent. */
  readonly programOf?: (graph: Graph) => Promise<ProgramCost>;
}

/** Measures networks when the reader asks, and holds what was measured. The engine comes with the first press. */
export class Bench<Series extends string = string> {
  readonly #options: BenchSettings;

  constructor(options: BenchSettings = {}) {
    this.#options = options;
  }

  /** Where the networks run. */
  report: RuntimeReport | undefined = $state.raw();
  /** What a reader should know about that. */
  notice: string | null = $state(null);
  ceilings: Ceilings | null = $state.raw(null);
  /** What is done before the first network begins. */
  phase = $state('');
  /** A part of the measuring that gave nothing, in a sentence. */
  #setback = $state('');
  measured: readonly Measurement<Series>[] = $state.raw([]);
  /** What the last press asked for, in its order. */
  asked: readonly { readonly id: string; readonly label: string }[] = $state.raw([]);
  #statuses: Readonly<Record<string, Status>> = $state.raw({});
  readonly #task = new Task();

  get running(): boolean {
    return this.#task.running;
  }

  get trouble(): string {
    return this.#task.error ?? this.#setback;
  }

  set trouble(sentence: string) {
    this.#setback = sentence;
  }

  /** How many of the networks that were asked for are behind it, whatever came of them. */
  get finished(): number {
    const ends = ['done', 'refused', 'failed', 'stopped'];
    return this.asked.filter((each) => ends.includes(this.#statuses[each.id]?.state ?? '')).length;
  }

  /** The network that is being measured. */
  get current() {
    return this.asked.flatMap((each) => {
      const status = this.#statuses[each.id];
      return status?.state === 'compiling' || status?.state === 'running' ? [{ ...each, status }] : [];
    })[0];
  }

  /** The networks that gave no numbers, and why. */
  get setbacks() {
    return this.asked.flatMap((each) => {
      const status = this.#statuses[each.id];
      return status && 'reason' in status ? [{ ...each, reason: status.reason }] : [];
    });
  }

  get stopped(): boolean {
    return !this.running && this.asked.some((each) => this.#statuses[each.id]?.state === 'stopped');
  }

  /** Measures these networks one after the other. What fails is said in `trouble`; what was measured stays. */
  async run(candidates: readonly BenchCandidate<Series>[]): Promise<void> {
    this.#setback = '';
    this.asked = candidates.map(({ id, label }) => ({ id, label }));
    this.#statuses = {};
    this.phase = words.starting;
    await this.#task.run(async ({ signal }) => {
      const [{ runBench }, { sharedEngine }] = await Promise.all([
        import('./run-bench.ts'),
        import('../../engine/client/engine.ts'),
      ]);
      await runBench(candidates, sharedEngine(), this.#listener, {
        ...this.#options,
        signal,
        ceilingsKnownFor: this.ceilings && this.report ? runtimeName(this.report) : undefined,
      });
    });
  }

  stop(): void {
    this.#task.cancel();
  }

  /** Forgets what was measured. */
  clear(): void {
    this.measured = [];
    this.#statuses = {};
    this.asked = [];
  }

  readonly #listener: BenchListener<Series> = {
    onRuntime: (next, notice) => {
      if (this.report && runtimeName(this.report) !== runtimeName(next)) this.ceilings = null;
      this.report = next;
      this.notice = notice;
    },
    onCeilings: (next) => {
      if (next === null) this.phase = words.ceilings;
      else if (typeof next === 'string') this.#setback = words.noCeilings(next);
      else
        this.ceilings = {
          arithmetic: next.multiplyAddsPerSecond,
          bandwidth: next.bytesPerSecond,
          dispatch: next.secondsPerDispatch,
        };
    },
    onStatus: (network, status) => {
      this.#statuses = { ...this.#statuses, [network]: status };
    },
    onMeasurement: (next) => {
      const others = this.measured.filter((each) => each.id !== next.id && each.runsOn === next.runsOn);
      this.measured = [...others, next];
    },
  };
}
