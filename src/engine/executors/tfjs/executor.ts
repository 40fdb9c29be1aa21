import * as tf from '@tensorflow/tfjs-core';
import { fusionParameterOf } from '../../../../models/blocks/fusion-nodes.ts';
import {
  findTensor,
  type Graph,
  GraphError,
  inputShape,
  parameterMap,
} from '../../../../models/graph/graph.ts';
import type { Parameter, TensorId } from '../../../../models/graph/op.ts';
import { formatShape, sizeOf } from '../../../../models/graph/shape.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { yieldToEvents } from '../../host/yielding.ts';
import { type Step, steps } from '../../plan/steps.ts';
import { EngineError, throwIfCancelled } from '../../protocol/errors.ts';
import type { Tap } from '../../protocol/protocol.ts';
import type { DeviceWeights } from './device-weights.ts';
import { execute, type ParameterReader } from './kernels.ts';

export interface ExecuteOptions {
  /** Names of taps, outputs or operators to read back besides the outputs. */
  readonly taps?: readonly string[];
  /** Weights that stand in for the loaded ones in this run, by parameter name. */
  readonly weights?: Weights;
  readonly signal?: AbortSignal;
  /** Leaves out outputs that nobody needs; the operators behind them still run. */
  readonly outputs?: readonly string[];
  /** Called after each step with the tensor that it made; where it gives a promise, the run waits for it (a benchmark takes stages). */
  readonly afterStep?: (made: TensorId, map: tf.Tensor4D) => Promise<void> | undefined;
  /** Looks at outputs, taps and operators asked for while they are on the device; they are gone when its promise settles. */
  readonly look?: (map: (name: string) => tf.Tensor4D) => Promise<void>;
}

export interface ExecuteResult {
  readonly outputs: Readonly<Record<string, Tap>>;
  readonly taps: Readonly<Record<string, Tap>>;
  /** Milliseconds to hand all operators to the backend; on a GPU they run on beyond that. */
  readonly executeMilliseconds: number;
  /** Milliseconds to wait for the last value and copy everything asked for. */
  readonly readbackMilliseconds: number;
}

/** Longest stretch without letting messages in. */
const sliceMilliseconds = 8;

function checkWeight(parameter: Parameter, values: Float32Array | undefined, graph: Graph): Float32Array {
  if (values === undefined)
    throw new EngineError('checkpoint', `${graph.name}: the weights ${parameter.name} are missing.`);
  const size = parameter.shape.reduce((product, side) => product * side, 1);
  if (values.length !== size)
    throw new EngineError(
      'checkpoint',
      `${graph.name}: ${parameter.name} is ${formatShape(parameter.shape)}, ${size} values, but ${values.length} were given.`,
    );
  return values;
}

/** Weights that a plain sum does not have, but that a run may give it: a reader cuts one of its edges. */
function sumWeights(graph: Graph): [string, Parameter][] {
  return graph.ops.flatMap((op): [string, Parameter][] => {
    if (op.kind !== 'fuse' || op.weights !== undefined) return [];
    const name = fusionParameterOf(op);
    return [[name, { name, shape: [op.inputs.length], role: 'fusion' }]];
  });
}

/**
 * A graph with its weights on TF.js' current backend: the reference executor. It interprets any graph operator by
 * operator, frees each map after its last reader, and keeps those that the caller wants to see.
 */
export class Executor {
  readonly graph: Graph;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #weights: Weights;
  readonly #device: DeviceWeights;
  readonly #tensors = new Map<string, tf.Tensor>();
  readonly #plans = new Map<string, readonly Step[]>();
  #disposed = false;

  /** Uploads the weights; throws `EngineError` where one is missing or of the wrong size. */
  constructor(graph: Graph, weights: Weights, device: DeviceWeights) {
    this.graph = graph;
    this.#parameters = new Map([...sumWeights(graph), ...parameterMap(graph)]);
    this.#weights = weights;
    this.#device = device;
    for (const parameter of graph.parameters) checkWeight(parameter, weights.get(parameter.name), graph);
    for (const { name, shape } of graph.parameters) {
      const values = weights.get(name);
      if (values !== undefined) this.#tensors.set(name, device.acquire(values, shape));
    }
  }

  /**
   * Runs the network on `input`, [h, w, c] as the graph's input says, already normalised. Cancels between operators.
   * Whatever happens, no tensor is left behind.
   */
  async run(input: Float32Array, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    if (this.#disposed) throw new EngineError('disposed', `${this.graph.name} was closed; load it again.`);
    const shape = inputShape(this.graph);
    if (input.length !== sizeOf(shape))
      throw new EngineError(
        'graph',
        `${this.graph.name} reads ${formatShape(shape)}, ${sizeOf(shape)} values, but was given ${input.length}.`,
      );
    const wanted = this.#wanted(options);
    const plan = this.#plan(new Set([...wanted.outputs.values(), ...wanted.taps.values()]));
    const override = this.#overrides(options.weights);
    const maps = new Map<TensorId, tf.Tensor4D>();
    try {
      const started = performance.now();
      maps.set(0, tf.tensor4d(input, [1, ...shape]));
      await this.#execute(plan, maps, override.reader, options);
      const executed = performance.now();
      await options.look?.((name) => this.#held(name, maps));
      const taps = await this.#read(wanted.taps, maps, options.signal);
      const outputs = await this.#read(wanted.outputs, maps, options.signal);
      return {
        outputs,
        taps,
        executeMilliseconds: executed - started,
        readbackMilliseconds: performance.now() - executed,
      };
    } finally {
      for (const map of maps.values()) map.dispose();
      override.dispose();
    }
  }

  /** Lets go of the weights, unless another network stands on them. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const name of this.#tensors.keys()) {
      const values = this.#weights.get(name);
      if (values !== undefined) this.#device.release(values);
    }
    this.#tensors.clear();
  }

  #held(name: string, maps: ReadonlyMap<TensorId, tf.Tensor4D>): tf.Tensor4D {
    const map = maps.get(findTensor(this.graph, name));
    if (map === undefined) throw new GraphError(`${this.graph.name}: ${name} was not kept.`);
    return map;
  }

  #wanted({ taps = [], outputs }: ExecuteOptions) {
    const names = outputs ?? Object.keys(this.graph.outputs);
    const find = (name: string): [string, TensorId] => {
      const id = findTensor(this.graph, name);
      return [name, id];
    };
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

  #overrides(weights: Weights | undefined): { reader: ParameterReader; dispose: () => void } {
    const own = new Map<string, tf.Tensor>();
    for (const [name, values] of weights ?? []) {
      const parameter = this.#parameters.get(name);
      if (parameter === undefined)
        throw new GraphError(`${this.graph.name} has no weights called “${name}” to change.`);
      checkWeight(parameter, values, this.graph);
    }
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
        throw new GraphError(`${this.graph.name}: no weights are loaded for ${name}.`);
      return loaded;
    };
    const values = (name: string): Float32Array => {
      const found = weights?.get(name) ?? this.#weights.get(name);
      if (found === undefined) throw new GraphError(`${this.graph.name}: no weights are loaded for ${name}.`);
      return found;
    };
    const dispose = () => {
      for (const made of own.values()) made.dispose();
    };
    const changed = (name: string) => weights?.get(name);
    return { reader: { tensor, values, changed }, dispose };
  }

  async #execute(
    plan: readonly Step[],
    maps: Map<TensorId, tf.Tensor4D>,
    reader: ParameterReader,
    { signal, afterStep }: ExecuteOptions,
  ): Promise<void> {
    let sliceEnds = performance.now() + sliceMilliseconds;
    for (const { op, activation, output, free } of plan) {
      if (op.kind !== 'input') {
        const inputs = op.inputs.map((id) => {
          const map = maps.get(id);
          if (map === undefined) throw new GraphError(`${op.name} reads tensor ${id} before it is made.`);
          return map;
        });
        const map = execute(op, inputs, reader, activation);
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
      if (this.#disposed) throw new EngineError('disposed', `${this.graph.name} was closed while it ran.`);
      sliceEnds = performance.now() + sliceMilliseconds;
    }
    throwIfCancelled(signal);
  }

  async #read(
    wanted: ReadonlyMap<string, TensorId>,
    maps: ReadonlyMap<TensorId, tf.Tensor4D>,
    signal: AbortSignal | undefined,
  ): Promise<Record<string, Tap>> {
    // Asked for all at once, so that a GPU is waited for once and not once a map.
    const pending = [...wanted].map(async ([name, id]): Promise<[string, Tap]> => {
      const map = maps.get(id);
      if (map === undefined) throw new GraphError(`${this.graph.name}: ${name} was not kept.`);
      const data = (await map.data()) as Float32Array;
      const [, height, width, channels] = map.shape;
      return [name, { shape: [height, width, channels], data }];
    });
    const read = await Promise.all(pending);
    throwIfCancelled(signal);
    return Object.fromEntries(read);
  }
}
