import type { Graph } from './graph.ts';
import type { TensorId } from './op.ts';

/**
 * The tensors that a network computes once for each region of a picture, not once for the picture: inputs that are given so, and all
 * that is made from them. Shapes and costs in a graph are those of one region.
 */
export function perRegion(graph: Graph): ReadonlySet<TensorId> {
  const found = new Set<TensorId>();
  graph.ops.forEach((op, id) => {
    if (op.kind === 'input' ? op.perRegion : op.inputs.some((input) => found.has(input))) found.add(id);
  });
  return found;
}
