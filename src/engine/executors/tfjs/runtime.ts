import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../../../models/graph/graph.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { emptyInputs } from '../inputs.ts';
import type { LoadOptions, Runtime } from '../runtime.ts';
import type { TfjsBackend } from './backend.ts';
import { measureCeilings } from './ceilings.ts';
import { TfjsExecutor } from './executor.ts';
import { Opened } from './opened.ts';

/** TF.js on one of its backends. */
export class TfjsRuntime implements Runtime {
  readonly runsOn: Runtime['runsOn'];
  readonly limits: Runtime['limits'];
  readonly lost: Promise<string | null>;
  readonly #opened: Opened;

  constructor(backend: TfjsBackend) {
    const { device, adapter, software, limits, lost } = backend;
    this.#opened = new Opened(backend);
    this.runsOn = { device, executor: 'tfjs', adapter, software };
    this.limits = limits;
    this.lost = lost;
  }

  async load(
    graph: Graph,
    weights: Weights,
    { signal, onUploaded }: LoadOptions = {},
  ): Promise<TfjsExecutor> {
    const executor = new TfjsExecutor(graph, weights, this.#opened);
    try {
      onUploaded?.();
      await this.#opened.backend.compile?.(() => {
        const [first, inputs] = emptyInputs(graph);
        return executor.run(first, { inputs, outputs: [], signal });
      });
      this.#opened.check();
      return executor;
    } catch (error) {
      executor.dispose();
      throw error;
    }
  }

  ceilings(signal?: AbortSignal) {
    const { device, software } = this.runsOn;
    return measureCeilings(!software && (device === 'webgpu' || device === 'webgl'), signal);
  }

  memory() {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes, deviceBytes: this.#opened.backend.deviceBytes() };
  }

  close(): void {
    this.#opened.weights.forget();
    this.#opened.backend.close();
  }
}
