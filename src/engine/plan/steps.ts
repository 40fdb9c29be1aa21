import { consumers, type Graph } from '../../../models/graph/graph.ts';
import { liveness } from '../../../models/graph/liveness.ts';
import type { Op, TensorId } from '../../../models/graph/op.ts';
import { isLayer } from '../../../models/operators/index.ts';
import type { Activation } from '../../../models/operators/kinds/activation.ts';

/** One thing to execute: an operator, and the activation that is applied before its result is stored. */
export interface Step {
  readonly op: Op;
  readonly activation?: Activation;
  /** The tensor that the step makes: the operator's, or its activation's. */
  readonly output: TensorId;
  /** Tensors that nobody reads after this step. */
  readonly free: readonly TensorId[];
}

/**
 * The order of execution. An activation that alone reads a layer joins it into one step, so that
 * the map between them is never stored, unless that map is in `pinned` (tapped by a reader). Pinned maps and outputs are never freed.
 */
export function steps(graph: Graph, pinned: ReadonlySet<TensorId>): Step[] {
  const { freeAfter } = liveness(graph, pinned);
  const readers = consumers(graph);
  const kept = new Set([...pinned, ...Object.values(graph.outputs)]);
  const absorbed = new Set<TensorId>();
  const result: Step[] = [];
  graph.ops.forEach((op, id) => {
    if (absorbed.has(id)) return;
    const reader = readers[id]?.length === 1 ? readers[id]?.[0] : undefined;
    const next = reader === undefined ? undefined : graph.ops[reader];
    if (isLayer(op) && reader !== undefined && next?.kind === 'activation' && !kept.has(id)) {
      absorbed.add(reader);
      const free = [...(freeAfter[id] ?? []), ...(freeAfter[reader] ?? [])].filter((tensor) => tensor !== id);
      result.push({ op, activation: next.activation, output: reader, free });
    } else result.push({ op, output: id, free: freeAfter[id] ?? [] });
  });
  return result;
}
