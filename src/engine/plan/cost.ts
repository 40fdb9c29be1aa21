import type { Graph } from '../../../models/graph/graph.ts';
import { costedSteps } from './program.ts';

/** What our own engine asks of the GPU for a network as it runs, dispatch by dispatch. */
export function programCost(graph: Graph): {
  readonly bytes: number;
  readonly dispatches: readonly { readonly multiplyAdds: number; readonly bytes: number }[];
} {
  const { steps, bytesMoved } = costedSteps(graph);
  return { bytes: bytesMoved, dispatches: steps.map(({ multiplyAdds, bytes }) => ({ multiplyAdds, bytes })) };
}
