import { type Graph, opAt } from '../../../models/graph/graph.ts';
import type { Op, TensorId } from '../../../models/graph/op.ts';
import { bytesPerValue, type Shape } from '../../../models/graph/shape.ts';
import { operatorOf, parametersOf } from '../../../models/operators/index.ts';
import type { Inputs } from '../../../models/operators/operator.ts';
import { layOut, type Memory } from './arenas.ts';
import { type FuseOptions, fuse } from './fuse.ts';
import { type Part, readBy, type Step } from './step.ts';
import { type Tuning, tilesOf, untuned, workgroupsOf } from './tiling.ts';

/** A step with what it costs. */
export interface CostedStep {
  readonly step: Step;
  /** Maps read and written once, weights once; in bytes. */
  readonly bytes: number;
  readonly weightBytes: number;
  readonly multiplyAdds: number;
  readonly workgroups: number;
}

/** Dispatches in order and what they cost, before anything has its place in memory. */
export interface Costed {
  readonly graph: Graph;
  readonly steps: readonly CostedStep[];
  /** Bytes of a stored value. */
  readonly valueBytes: 2 | 4;
  readonly tuning: Tuning;
  readonly kept: ReadonlySet<TensorId>;
  /** Means that exist as sums of workgroups: how many sums there are. */
  readonly sums: ReadonlyMap<TensorId, number>;
  /** Bytes that a map takes, or the sums that stand for it. */
  readonly bytesOf: (id: TensorId) => number;
  readonly bytesMoved: number;
  readonly weightBytes: number;
  readonly multiplyAdds: number;
}

/** What a GPU is asked to do for one run: dispatches in order, where everything lies, what it costs. */
export interface Program extends Costed {
  readonly memory: Memory;
}

export interface PlanOptions extends FuseOptions {
  /** Bytes of a stored value: 4, or 2 for half precision. */
  readonly valueBytes?: 2 | 4;
  /** Tilings that were measured on the device; the usual ones elsewhere. */
  readonly tuning?: Tuning;
}

/** Channels as they are stored: groups of four, the last one filled up. */
export function storedSize([height, width, channels]: Shape): number {
  return height * width * Math.ceil(channels / 4) * 4;
}

const inputsOf = (graph: Graph, op: Op): Inputs =>
  op.inputs.map((id) => opAt(graph, id).shape) as unknown as Inputs;

/** Multiply-adds of the operators, as the papers count them. */
function multiplyAddsOf(graph: Graph, ops: readonly TensorId[]): number {
  return ops.reduce((sum, id) => {
    const op = opAt(graph, id);
    return sum + operatorOf(op).multiplyAdds(op, inputsOf(graph, op));
  }, 0);
}

/** A graph as dispatches with their costs. `kept` names maps that must be there to be looked at, besides the outputs. */
export function costedSteps(graph: Graph, options: PlanOptions = {}): Costed {
  const { valueBytes = bytesPerValue, tuning = untuned } = options;
  const steps = fuse(graph, options);
  const kept = new Set([...(options.kept ?? []), ...Object.values(graph.outputs)]);
  const sums = new Map<TensorId, number>();
  for (const { program, parts } of steps)
    for (const part of parts)
      if (part.mean !== null) sums.set(part.mean, tilesOf(graph, program, part, tuning));
  // Sums keep what float32 has of them: the mean of many values is no place to round.
  const bytesOf = (id: TensorId): number => {
    const tiles = sums.get(id);
    const size = storedSize(opAt(graph, id).shape);
    return tiles === undefined ? size * valueBytes : size * tiles * bytesPerValue;
  };
  const weightsOf = new Map(
    graph.parameters.map(({ name, shape }) => [name, shape.reduce((a, b) => a * b, 1)]),
  );
  const weightBytesOf = (parts: readonly Part[]): number => {
    const names = new Set(parts.flatMap(({ ops }) => ops.flatMap((id) => parametersOf(opAt(graph, id)))));
    return [...names].reduce((sum, name) => sum + (weightsOf.get(name) ?? 0) * valueBytes, 0);
  };
  const costed = steps.map((step): CostedStep => {
    const { parts } = step;
    const writes = parts.flatMap(({ makes, mean }) => [makes, mean].filter((id) => id !== null));
    const maps = [...readBy(step), ...writes].reduce((sum, id) => sum + bytesOf(id), 0);
    const weightBytes = weightBytesOf(parts);
    const ops = parts.flatMap((part) => part.ops);
    return {
      step,
      bytes: maps + weightBytes,
      weightBytes,
      multiplyAdds: multiplyAddsOf(graph, ops),
      workgroups: parts.reduce(
        (sum, part) => sum + workgroupsOf(graph, step.program, part, parts, tuning),
        0,
      ),
    };
  });
  const total = (key: 'bytes' | 'multiplyAdds') => costed.reduce((sum, step) => sum + step[key], 0);
  return {
    graph,
    steps: costed,
    valueBytes,
    tuning,
    kept,
    sums,
    bytesOf,
    bytesMoved: total('bytes'),
    weightBytes: weightBytesOf(steps.flatMap(({ parts }): readonly Part[] => parts)),
    multiplyAdds: total('multiplyAdds'),
  };
}

/** A graph as the program that runs it: its dispatches, and where everything lies. */
export function plan(graph: Graph, options: PlanOptions = {}): Program {
  const costed = costedSteps(graph, options);
  const { kept, bytesOf } = costed;
  const inputs = graph.ops.flatMap((op, id) => (op.kind === 'input' ? [id] : []));
  const steps = costed.steps.map(({ step }) => step);
  return { ...costed, memory: layOut(steps, { inputs, kept, bytesOf }) };
}
