import type { Graph } from '../../../models/graph/graph.ts';
import { choose, type Forced, isOne } from '../executors/choice.ts';
import { type Driver, Refused } from '../executors/driver.ts';
import { proveFor } from '../executors/proof.ts';
import type { Runtime } from '../executors/runtime.ts';
import { admit } from '../plan/admission.ts';
import { failureOf } from '../protocol/error.ts';
import type { PassedOver } from '../protocol/refusal.ts';
import type { DeviceLost, MemoryReport, RuntimeReport } from '../protocol/runtime.ts';

/** What is told about a device that was lost, once it is known what networks run on now. */
export type OnLost = (lost: DeviceLost, now: RuntimeReport) => void;

interface Opened {
  readonly runtime: Runtime;
  readonly report: RuntimeReport;
  /** Set when the device goes away. */
  lost: { readonly reason: string | null } | null;
}

/**
 * The runtime in use, and what happens when its device goes away: a lost graphics device is opened once more; lost again, or not to
 * be opened, it is given up for what comes after it, with a notice. Weights stay on the CPU side, so that nothing is downloaded again.
 */
export class Device {
  readonly #drivers: readonly Driver[];
  readonly #onLost: OnLost;
  readonly #avoid: PassedOver[] = [];
  /** What was lost, as often as it was. */
  readonly #losses: RuntimeReport[] = [];
  #force: Forced | undefined;
  #opened: Opened | null = null;
  /** Whether a runtime may measure forms of its programs; counts for those that are opened from then on. */
  tuning = true;
  /** Rises with every runtime that is opened; executors made on another are of no use. */
  generation = 0;

  constructor(drivers: readonly Driver[], onLost: OnLost) {
    this.#drivers = drivers;
    this.#onLost = onLost;
  }

  /** Opens a runtime unless one is open; `force` counts for the first call only. */
  async open(force?: Forced): Promise<RuntimeReport> {
    return (await this.#open(force)).report;
  }

  /** The open runtime, or a new one where none is. */
  async runtime(): Promise<Runtime> {
    return (await this.#open()).runtime;
  }

  /**
   * The runtime that has proven every kind of operator that this network has. One that computes such a kind wrong is given up, and the
   * next is opened; `choose` throws with every refusal where none is left or another one was not wanted.
   */
  async provenRuntime(graph: Graph): Promise<Runtime> {
    for (;;) {
      const { runtime, report } = await this.#open();
      try {
        await proveFor(runtime, graph);
        return runtime;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { device, executor } = report;
        this.#avoid.push({ device, executor, refusal: error.refusal });
        this.#close();
      }
    }
  }

  async #open(force?: Forced): Promise<Opened> {
    if (this.lost) await this.reopen();
    if (this.#opened !== null) return this.#opened;
    if (force !== undefined) this.#force = force;
    const choice = await choose(this.#drivers, {
      force: this.#force,
      avoid: this.#avoid,
      tuning: this.tuning,
    });
    const opened: Opened = { ...choice, lost: null };
    this.#opened = opened;
    this.generation++;
    opened.runtime.lost.then((reason) => {
      opened.lost = { reason };
    });
    return opened;
  }

  /** Whether the device went away since it was opened. */
  get lost(): boolean {
    return this.#opened !== null && this.#opened.lost !== null;
  }

  /** Opens a runtime again after a loss, the same one if this was its first, and tells the page. */
  async reopen(): Promise<void> {
    const gone = this.#opened;
    if (gone === null) return;
    const { device, executor } = gone.report;
    this.#losses.push(gone.report);
    const losses = this.#losses.filter((each) => isOne(each, { device, executor })).length;
    if (losses > 1) {
      this.#avoid.push({ device, executor, refusal: { why: 'lostTwice' } });
      this.#force = undefined;
    }
    this.#close();
    const report = await this.open().catch(async (error: unknown) => {
      if (losses > 1) throw error;
      const failure = failureOf(error);
      const why = failure.code === 'runtime' ? { failure } : {};
      this.#avoid.push({ device, executor, refusal: { why: 'lost', ...why } });
      this.#force = undefined;
      return this.open();
    });
    const lost = { from: { device, executor }, cause: 'lost', reason: gone.lost?.reason ?? null } as const;
    this.#onLost({ ...lost, again: isOne(report, { device, executor }) }, report);
  }

  /**
   * Gives the open runtime up, which refused a step of a network, for what comes after it, and tells the page. What was forced is kept to
   * as long as something of it is left; where nothing is left at all, throws with every refusal.
   */
  async giveUp(said: string): Promise<void> {
    const gone = this.#opened;
    if (gone === null) return;
    const { device, executor } = gone.report;
    this.#avoid.push({ device, executor, refusal: { why: 'failed', said } });
    this.#close();
    const report = await this.open()
      .catch((error: unknown) => {
        if (this.#force === undefined) throw error;
        this.#force = undefined;
        return this.open();
      })
      .catch((error: unknown) => {
        // A network that nothing here can run says nothing about the next one: that may begin from the start.
        const others = this.#avoid.filter(({ refusal }) => refusal.why !== 'failed');
        this.#avoid.splice(0, this.#avoid.length, ...others);
        throw error;
      });
    this.#onLost({ from: { device, executor }, cause: 'failed', reason: said, again: false }, report);
  }

  /** Refuses a network that the open runtime cannot hold, with the numbers. */
  admit(graph: Graph): void {
    if (this.#opened !== null) admit(graph, this.#opened.runtime.limits, this.#opened.report);
  }

  memory(networks: number): MemoryReport {
    if (this.#opened === null) return { runsOn: null, tensors: 0, bytes: 0, deviceBytes: null, networks };
    const { runtime, report } = this.#opened;
    const { device, executor } = report;
    return { runsOn: { device, executor }, ...runtime.memory(), networks };
  }

  #close(): void {
    try {
      this.#opened?.runtime.close();
    } catch {
      // A device that is gone cannot be closed properly.
    }
    this.#opened = null;
  }
}
