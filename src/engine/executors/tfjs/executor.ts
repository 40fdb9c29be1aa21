import * as tf from '@tensorflow/tfjs-core';
import { findTensor, type Graph, GraphError, opAt } from '../../../../models/graph/graph.ts';
import type { Parameter, TensorId } from '../../../../models/graph/op.ts';
import { perRegion } from '../../../../models/graph/regions.ts';
import { sizeOf } from '../../../../models/graph/shape.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { type Step, steps } from '../../plan/steps.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import type { Tap } from '../../protocol/maps.ts';
import { inputsOf } from '../inputs.ts';
import type { DeviceMaps, Executor, RunAnswer, RunOptions } from '../runtime.ts';
import { changeable, checkChanges, checkWeights } from '../weights.ts';
import { yieldToEvents } from '../yielding.ts';
import { bestOnDevice } from './best.ts';
import { execute, type Running } from './kernels.ts';
import type { Opened } from './opened.ts';

export interface TfjsRunOptions<Looked> extends RunOptions<Looked> {
  /**
   * For profiling: called after each step with the tensor that it made; where it gives a promise, the run waits for it. Only this
   * executor has it, because only an interpreter has a moment after each operator.
   */
  readonly afterStep?: (made: TensorId, map: tf.Tensor4D) => Promise<void> | undefined;
}

/** Longest stretch without letting messages in. */
const sliceMilliseconds = 8;

type Maps = Map<TensorId, tf.Tensor4D>;

/**
 * A graph with its weights on a backend of TF.js: the reference executor. It interprets any graph operator by operator, frees each map
 * after its last reader, and keeps those that the caller wants to see.
 */
export class TfjsExecutor implements Executor {
  readonly graph: Graph;
  readonly precision = 'f32';
  readonly #ofRegions: ReadonlySet<TensorId>;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #weights: Weights;
  readonly #opened: Opened;
  readonly #tensors = new Map<string, tf.Tensor>();
  readonly #plans = new Map<string, readonly Step[]>();
  #disposed = false;

  /** Uploads the weights; throws `EngineError` where one is missing or of the wrong size. */
  constructor(graph: Graph, weights: Weights, opened: Opened) {
    this.graph = graph;
    this.#ofRegions = perRegion(graph);
    this.#parameters = changeable(graph);
    this.#weights = weights;
    this.#opened = opened;
    checkWeights(graph, weights);
    for (const { name, shape } of graph.parameters) {
      const values = weights.get(name);
      if (values !== undefined) this.#tensors.set(name, opened.weights.acquire(values, shape));
    }
  }

  async run<Looked = undefined>(
    input: Float32Array,
    options: TfjsRunOptions<Looked> = {},
  ): Promise<RunAnswer<Looked>> {
    if (this.#disposed)
      throw new EngineError({ code: 'disposed', what: 'executor', network: this.graph.name });
    const inputs = inputsOf(this.graph, input, options.inputs);
    const wanted = this.#wanted(options);
    const plan = this.#plan(new Set([...wanted.outputs.values(), ...wanted.taps.values()]));
    const { running, dispose } = this.#running(options.weights);
    const maps: Maps = new Map();
    try {
      for (const [id, values] of inputs.values) {
        const { shape } = opAt(this.graph, id);
        maps.set(id, tf.tensor4d(values, [values.length / sizeOf(shape), ...shape]));
      }
      await this.#execute(plan, maps, running, options);
      const executed = performance.now();
      // Where nobody looks, nothing is looked for: `Looked` is undefined.
      const looked = (await options.look?.(this.#onDevice(maps))) as Looked;
      const taps = await this.#read(wanted.taps, maps, options.signal);
      const outputs = await this.#read(wanted.outputs, maps, options.signal);
      this.#opened.check();
      return { outputs, taps, looked, readbackMilliseconds: performance.now() - executed };
    } finally {
      for (const map of maps.values()) map.dispose();
      dispose();
    }
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const name of this.#tensors.keys()) {
      const values = this.#weights.get(name);
      if (values !== undefined) this.#opened.weights.release(values);
    }
    this.#tensors.clear();
  }

  #held(name: string, maps: Maps): tf.Tensor4D {
    const map = maps.get(findTensor(this.graph, name));
    if (map === undefined)
      throw new GraphError({ code: 'map-not-kept', network: this.graph.name, map: name });
    return map;
  }

  #onDevice(maps: Maps): DeviceMaps {
    const held = (name: string) => this.#held(name, maps);
    const { device } = this.#opened.backend;
    return {
      map: (name) => {
        const map = held(name);
        const [, height, width, channels] = map.shape;
        return { shape: [height, width, channels], read: () => map.data<'float32'>() };
      },
      // A processor's memory is read as it lies.
      ...((device === 'webgpu' || device === 'webgl') && {
        best: (heads, options) => bestOnDevice(held, heads, options),
      }),
    };
  }

  #wanted({ taps = [], outputs }: RunOptions<unknown>) {
    const names = outputs ?? Object.keys(this.graph.outputs);
    const find = (name: string): [string, TensorId] => [name, findTensor(this.graph, name)];
    return { outputs: new Map(names.map(find)), taps: new Map(taps.map(find)) };
  }

  #plan(pinned: ReadonlySet<TensorId>): readonly Step[] {
    const key = [...pinned].sort((a, b) => a - b).join();
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      // A reader opens one tap after another; a handful of plans is all that is worth keeping.
      if (this.#plans.size >= 16) this.#plans.clear();
      plan = steps(this.graph, pinned);
      this.#plans.set(key, plan);
    }
    return plan;
  }

  /** What the kernels read in a run: the loaded weights, or those that stand in for them. */
  #running(weights: Weights | undefined): { running: Running; dispose: () => void } {
    checkChanges(this.graph, this.#parameters, weights);
    const own = new Map<string, tf.Tensor>();
    const tensor = (name: string): tf.Tensor => {
      const changed = weights?.get(name);
      const parameter = this.#parameters.get(name);
      if (changed !== undefined && parameter !== undefined) {
        let made = own.get(name);
        if (made === undefined) {
          made = tf.keep(tf.tensor(changed, [...parameter.shape], 'float32'));
          own.set(name, made);
        }
        return made;
      }
      const loaded = this.#tensors.get(name);
      if (loaded === undefined)
        throw new GraphError({ code: 'weights-not-loaded', network: this.graph.name, parameter: name });
      return loaded;
    };
    const values = (name: string): Float32Array => {
      const found = weights?.get(name) ?? this.#weights.get(name);
      if (found === undefined)
        throw new GraphError({ code: 'weights-not-loaded', network: this.graph.name, parameter: name });
      return found;
    };
    const { device, routines } = this.#opened.backend;
    return {
      running: { device, routines, tensor, values, changed: (name) => weights?.get(name) },
      dispose: () => {
        for (const made of own.values()) made.dispose();
      },
    };
  }

  async #execute(
    plan: readonly Step[],
    maps: Maps,
    running: Running,
    { signal, afterStep }: TfjsRunOptions<unknown>,
  ): Promise<void> {
    let sliceEnds = performance.now() + sliceMilliseconds;
    for (const { op, activation, output, free } of plan) {
      if (op.kind !== 'input') {
        const inputs = op.inputs.map((id) => {
          const map = maps.get(id);
          if (map === undefined) throw new GraphError({ code: 'read-too-early', op: op.name, tensor: id });
          return map;
        });
        const map = execute(op, inputs, running, activation);
        maps.set(output, map);
        const seen = afterStep?.(output, map);
        if (seen !== undefined) await seen;
      }
      for (const id of free) {
        maps.get(id)?.dispose();
        maps.delete(id);
      }
      if (performance.now() < sliceEnds) continue;
      await yieldToEvents();
      throwIfCancelled(signal);
      if (this.#disposed)
        throw new EngineError({ code: 'disposed', what: 'running', network: this.graph.name });
      sliceEnds = performance.now() + sliceMilliseconds;
    }
    throwIfCancelled(signal);
  }

  async #read(
    wanted: ReadonlyMap<string, TensorId>,
    maps: Maps,
    signal: AbortSignal | undefined,
  ): Promise<Record<string, Tap>> {
    // Asked for all at once, so that a GPU is waited for once and not once a map.
    const pending = [...wanted].map(async ([name, id]): Promise<[string, Tap]> => {
      const map = maps.get(id);
      if (map === undefined)
        throw new GraphError({ code: 'map-not-kept', network: this.graph.name, map: name });
      const data = (await map.data()) as Float32Array;
      const [regions, height, width, channels] = map.shape;
      const shape = [height, width, channels] as const;
      return [name, this.#ofRegions.has(id) ? { shape, data, regions } : { shape, data }];
    });
    const read = await Promise.all(pending);
    throwIfCancelled(signal);
    return Object.fromEntries(read);
  }
}
