import * as tf from '@tensorflow/tfjs-core';
import { type Graph, inputShape } from '../../../../models/graph/graph.ts';
import { sizeOf } from '../../../../models/graph/shape.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { EngineError } from '../../protocol/error.ts';
import type { LoadOptions, Runtime } from '../runtime.ts';
import type { TfjsBackend } from './backend.ts';
import { measureCeilings } from './ceilings.ts';
import { DeviceWeights } from './device-weights.ts';
import { TfjsExecutor } from './executor.ts';

/** TF.js on one of its backends. */
export class TfjsRuntime implements Runtime {
  readonly runsOn: Runtime['runsOn'];
  readonly limits: Runtime['limits'];
  readonly lost: Promise<string | null>;
  readonly backend: TfjsBackend;
  /** Arrays on the device, each once. */
  readonly weights = new DeviceWeights();

  constructor(backend: TfjsBackend) {
    const { device, adapter, software, limits, lost } = backend;
    this.backend = backend;
    this.runsOn = { device, executor: 'tfjs', adapter, software };
    this.limits = limits;
    this.lost = lost;
  }

  async load(
    graph: Graph,
    weights: Weights,
    { signal, onUploaded }: LoadOptions = {},
  ): Promise<TfjsExecutor> {
    const executor = new TfjsExecutor(graph, weights, this);
    try {
      onUploaded?.();
      const empty = () => new Float32Array(sizeOf(inputShape(graph)));
      await this.backend.compile?.(() => executor.run(empty(), { outputs: [], signal }));
      this.check();
      return executor;
    } catch (error) {
      executor.dispose();
      throw error;
    }
  }

  /** Throws where the device complained since the last call: a refused shader would otherwise pass for zeros. */
  check(): void {
    const said = this.backend.takeError();
    if (said !== undefined) throw new EngineError({ code: 'device', what: 'refusedStep', said });
  }

  ceilings(signal?: AbortSignal) {
    const { device, software } = this.runsOn;
    return measureCeilings(!software && (device === 'webgpu' || device === 'webgl'), signal);
  }

  memory() {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes, deviceBytes: this.backend.deviceBytes() };
  }

  close(): void {
    this.weights.forget();
    this.backend.close();
  }
}
