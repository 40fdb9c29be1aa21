import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../../models/graph/graph.ts';
import type { BackendDriver, OpenBackend } from '../executors/backend.ts';
import { backendLabel, chooseBackend } from '../executors/choose.ts';
import { DeviceWeights } from '../executors/tfjs/device-weights.ts';
import { admit } from '../plan/admission.ts';
import { EngineError } from '../protocol/errors.ts';
import type { BackendName, BackendReport, MemoryReport } from '../protocol/protocol.ts';

/** What is told about a change of backend. */
export type OnChange = (report: BackendReport, message: string) => void;

/**
 * The backend in use, and what happens when it goes away: a lost graphics device is opened once more; lost again, or not to
 * be opened, it is given up for what comes after it, with a notice. Weights stay on the CPU side, so that nothing is downloaded again.
 */
export class Device {
  readonly #drivers: readonly BackendDriver[];
  readonly #onChange: OnChange;
  readonly #avoid = new Map<BackendName, string>();
  readonly #losses = new Map<BackendName, number>();
  #force: BackendName | undefined;
  #backend: OpenBackend | null = null;
  #report: BackendReport | null = null;
  #lost: string | null = null;
  /** Rises with every backend that is opened; executors made on another are of no use. */
  generation = 0;
  weights = new DeviceWeights();

  constructor(drivers: readonly BackendDriver[], onChange: OnChange) {
    this.#drivers = drivers;
    this.#onChange = onChange;
  }

  /** Opens a backend unless one is open; `force` counts for the first call only. */
  async open(force?: BackendName): Promise<BackendReport> {
    if (this.#backend !== null && this.#lost === null && this.#report !== null) return this.#report;
    if (this.#backend === null) this.#force = force;
    const { backend, report } = await chooseBackend(this.#drivers, {
      force: this.#force,
      avoid: this.#avoid,
    });
    this.#backend = backend;
    this.#report = report;
    this.#lost = null;
    this.weights = new DeviceWeights();
    this.generation++;
    backend.lost.then((reason) => {
      if (this.#backend === backend) this.#lost = reason;
    });
    return report;
  }

  /** Whether the device went away since it was opened. */
  get lost(): boolean {
    return this.#lost !== null;
  }

  /** Opens a backend again after a loss, the same one if this was its first, and tells the page. */
  async reopen(): Promise<BackendReport> {
    const gone = this.#backend;
    if (gone === null) return this.open();
    const reason = this.#lost ?? 'it stopped answering';
    const losses = (this.#losses.get(gone.name) ?? 0) + 1;
    this.#losses.set(gone.name, losses);
    const label = backendLabel(gone.name);
    if (losses > 1) {
      this.#avoid.set(gone.name, `${label} was lost twice on this page.`);
      this.#force = undefined;
    }
    this.#close();
    let report: BackendReport;
    try {
      report = await this.open(this.#force);
    } catch (error) {
      if (losses > 1) throw error;
      const why = error instanceof Error ? ` (${error.message})` : '';
      this.#avoid.set(gone.name, `${label} was lost and did not come back${why}.`);
      report = await this.open();
    }
    const now = `${backendLabel(report.backend)} on ${report.adapter}`;
    const what =
      report.backend === gone.name ? `it was opened again (${now})` : `the network now runs with ${now}`;
    this.#onChange(report, `The graphics device was lost (${reason}); ${what}.`);
    return report;
  }

  /** Compiles what `record` runs, where the backend can do that ahead and side by side. */
  async compile(record: () => Promise<unknown>): Promise<void> {
    await this.#backend?.compile?.(record);
  }

  /** Refuses a network that the open backend cannot hold, with the numbers. */
  admit(graph: Graph): void {
    if (this.#backend === null) return;
    const { name, adapter, limits } = this.#backend;
    admit(graph, limits, `${backendLabel(name)} on ${adapter}`);
  }

  /** Throws where the device complained since the last call: a refused shader would otherwise pass for zeros. */
  check(): void {
    const error = this.#backend?.takeError();
    if (error !== undefined)
      throw new EngineError(
        'device',
        `The graphics driver refused a step, so the result would be wrong and is not shown. Reload the page to try again, or add “?backend=wasm” to its address. The driver says: ${error}`,
      );
  }

  memory(networks: number): MemoryReport {
    if (this.#backend === null) return { backend: null, tensors: 0, bytes: 0, deviceBytes: null, networks };
    const { numTensors, numBytes } = tf.memory();
    const { name } = this.#backend;
    return {
      backend: name,
      tensors: numTensors,
      bytes: numBytes,
      deviceBytes: this.#backend.deviceBytes(),
      networks,
    };
  }

  #close(): void {
    this.weights.forget();
    try {
      this.#backend?.close();
    } catch {
      // A device that is gone cannot be closed properly.
    }
    this.#backend = null;
    this.#report = null;
  }
}
