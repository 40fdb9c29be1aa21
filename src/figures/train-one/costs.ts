import { paperBases } from '../../../models/families/efficientnet/compound.ts';
import { factsOf, studyGraph } from '../../../models/study/graph.ts';
import { kindsOf, type Task } from '../../../models/study/kinds.ts';
import { networkOf, scaled, turned, turnedPhis } from '../../../models/study/networks.ts';
import { type Costs, costKey } from './cost-key.ts';

/** What every network that a reader can ask for costs; reckoned when the page is made. */
export function costsOfAll(): Costs {
  const found: Record<string, Costs[string]> = {};
  const byHand = turned.depth.flatMap((depth) =>
    turned.width.flatMap((width) => turned.resolution.map((resolution) => ({ depth, width, resolution }))),
  );
  const byRule = turnedPhis.map((phi) => scaled(paperBases, phi));
  for (const task of Object.keys(kindsOf) as Task[])
    for (const knobs of [...byHand, ...byRule]) {
      const network = networkOf(knobs);
      const { multiplyAdds, parameters } = factsOf({ network, task, seed: 1 }, studyGraph(network, task));
      found[costKey({ network, task })] = [multiplyAdds, parameters];
    }
  return found;
}
