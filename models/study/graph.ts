import { roundFilters, roundRepeats } from '../blocks/rounding.ts';
import { efficientNet, headFilters, stageRows, stemFilters } from '../families/efficientnet/network.ts';
import type { Graph } from '../graph/graph.ts';
import { cost } from '../operators/cost.ts';
import { kindsOf, type Task } from './kinds.ts';
import { type StudyNetwork, studyNetworks } from './networks.ts';
import type { RunFacts, StudyRun } from './recipe.ts';
import { graphName } from './titles.ts';

/** Channels are whole multiples of this, so that width moves in small steps; B0's are multiples of 8. */
export const channelDivisor = 4;

/** The network of the study whose graph is called so, if there is one. */
export const studyNetworkCalled = (name: string): StudyNetwork | undefined =>
  studyNetworks.find((network) => graphName(network) === name);

/**
 * The network for a task: EfficientNet's stages, scaled by its knobs, with channels rounded finer than B0's are.
 * @param size of its pictures, where that is not its own
 */
export function studyGraph(
  { name, knobs }: StudyNetwork,
  task: Task,
  size?: readonly [height: number, width: number],
): Graph {
  const filters = (count: number) => roundFilters(count, knobs.width, channelDivisor);
  return efficientNet({
    ...knobs,
    name: graphName({ name }),
    ...(size && { size }),
    classes: kindsOf[task],
    stages: stageRows.map((row) => ({
      ...row,
      filters: filters(row.filters),
      repeats: roundRepeats(row.repeats, knobs.depth),
    })),
    stemFilters: filters(stemFilters),
    headFilters: filters(headFilters),
  });
}

/** What a record says of a run before it is measured. */
export function factsOf({ network, task, seed, gain }: StudyRun, graph: Graph): RunFacts {
  const { multiplyAdds, parameters } = cost(graph);
  return {
    ...{ name: network.name, task, ...network.knobs },
    ...(network.phi !== undefined && { phi: network.phi }),
    ...(network.ratio !== undefined && { ratio: network.ratio }),
    ...{ seed, ...(gain === 1 && { gain }), multiplyAdds, parameters },
  };
}
