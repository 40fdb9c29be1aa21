import { paperSizes, released } from '../../../models/families/efficientnet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { scopeAround } from '../../../models/graph/scopes.ts';

/** The page and the view of the network diagram that show the block of a dispatch; undefined where the diagram does not have it. */
export function diagramLink(graph: Graph, operators: readonly string[]): string | undefined {
  const size = paperSizes.find((each) => released[each].name === graph.name);
  const operator = operators.at(-1) ?? '';
  const stage = scopeAround(graph, operator, 'stage')?.number;
  if (size === undefined || stage === undefined) return undefined;
  const block = scopeAround(graph, operator, 'block')?.number ?? 0;
  return `efficientnet-b0/#network-diagram=1;size:${size.toLowerCase()},stage:${stage},block:${block},op:0`;
}
