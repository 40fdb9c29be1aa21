import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { tapCalled } from '../../../models/families/index.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';

/** The graph's name of a map that a golden calls so; undefined where it has none. */
export const tapNamed = tapCalled;

/** The graph's name of a map that a golden calls by its upstream's; the graph's own names stand for themselves. */
export function tapName(graph: Graph, name: string): string {
  const tap = tapCalled(graph, name);
  if (tap === undefined)
    throw new Complaint(`${graph.name} has no map that the golden’s “${name}” could be.`);
  return tap;
}

/** The parameter that holds the raw fusion weights of a node that a golden calls `cell0/node3`: nodes count from 0 in each cell. */
export function fusionParameter(graph: Graph, key: string): string {
  const entering = answerOf(graph, 'features')?.entering.length ?? 0;
  const found = fusionNodes(graph).find(({ cell, node }) => `cell${cell}/node${node - entering}` === key);
  if (found !== undefined && graph.parameters.some(({ name }) => name === found.parameter))
    return found.parameter;
  throw new Complaint(`${graph.name} has no fusion weights for the golden’s “${key}”.`);
}
