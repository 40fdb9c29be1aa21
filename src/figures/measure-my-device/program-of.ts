import type { Graph } from '../../../models/graph/graph.ts';
import { costedSteps } from '../../engine/plan/program.ts';
import type { ProgramCost } from '../../parts/bench/measurement.ts';

/** What our own engine asks of the GPU for a network as it runs. */
export function programOf(graph: Graph): ProgramCost {
  const { steps, bytesMoved } = costedSteps(graph);
  return { bytes: bytesMoved, dispatches: steps.map(({ multiplyAdds, bytes }) => ({ multiplyAdds, bytes })) };
}
