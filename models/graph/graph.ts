import type { Answer } from './answers.ts';
import type { GraphFault } from './fault.ts';
import type { Op, Parameter, TensorId } from './op.ts';
import type { Scoped } from './scopes.ts';
import type { Shape } from './shape.ts';

/**
 * A network, described once. Plain data: it survives JSON and structured cloning. Operators stand in an order in which
 * they can run; operator i makes tensor i.
 */
export interface Graph extends Scoped {
  readonly name: string;
  /** The family that made it (models/families), by its id; nothing where it was put together by hand. */
  readonly family?: string;
  readonly ops: readonly Op[];
  /** Every weight array, in order of first use; shared ones stand once. */
  readonly parameters: readonly Parameter[];
  /** What the network answers, by name. */
  readonly outputs: Readonly<Record<string, TensorId>>;
  /** Maps that a reader may look at, by name; outputs are taps too. */
  readonly taps: Readonly<Record<string, TensorId>>;
  /** What outputs and maps mean. */
  readonly answers: readonly Answer[];
}

/** A graph that cannot be, as facts: which operator, which shapes do not fit. What a person reads is made of them in the reader's language. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly fault: GraphFault;

  constructor(fault: GraphFault) {
    super(JSON.stringify(fault));
    this.fault = fault;
  }
}

/** The operator that makes tensor `id`. */
export function opAt(graph: Graph, id: TensorId): Op {
  const op = graph.ops[id];
  if (op === undefined)
    throw new GraphError({ code: 'no-tensor', network: graph.name, tensor: id, tensors: graph.ops.length });
  return op;
}

/** Shape of the picture that the network takes. */
export function inputShape(graph: Graph): Shape {
  return opAt(graph, 0).shape;
}

/** Tensor id of a tap, an output or an operator, by name. */
export function findTensor(graph: Graph, name: string): TensorId {
  const id = graph.taps[name] ?? graph.ops.findIndex((op) => op.name === name);
  if (id < 0) throw new GraphError({ code: 'no-tap', network: graph.name, tap: name });
  return id;
}

/** The parameters of a graph by name. */
export function parameterMap(graph: Graph): ReadonlyMap<string, Parameter> {
  return new Map(graph.parameters.map((parameter) => [parameter.name, parameter]));
}

/** For each tensor, the operators that read it. */
export function consumers(graph: Graph): readonly (readonly TensorId[])[] {
  const readers: TensorId[][] = graph.ops.map(() => []);
  graph.ops.forEach((op, id) => {
    for (const input of new Set(op.inputs)) readers[input]?.push(id);
  });
  return readers;
}
