import { factsOf, studyGraph } from '../../../models/study/graph.ts';
import { kindsOf, type Task } from '../../../models/study/kinds.ts';
import { networkOf, turned } from '../../../models/study/networks.ts';
import { type Costs, costKey } from './cost-key.ts';

/** What every network that a reader can ask for costs; reckoned when the page is made. */
export function costsOfAll(): Costs {
  const found: Record<string, Costs[string]> = {};
  for (const task of Object.keys(kindsOf) as Task[])
    for (const depth of turned.depth)
      for (const width of turned.width)
        for (const resolution of turned.resolution) {
          const network = networkOf({ depth, width, resolution });
          const graph = studyGraph(network, task);
          const { multiplyAdds, parameters } = factsOf({ network, task, seed: 1 }, graph);
          found[costKey({ depth, width, resolution, task })] = [multiplyAdds, parameters];
        }
  return found;
}
