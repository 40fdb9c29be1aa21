import type { Graph } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';

/** How upstreams call maps of ours: a pattern of theirs and, from its numbers, the name of ours. */
type Rule = readonly [theirs: RegExp, ours: (numbers: readonly number[], graph: Graph) => string | undefined];

/** The finest level of a detector's heads, which count their levels from 0. */
function finestLevel(graph: Graph): number {
  const levels = Object.keys(graph.outputs).map((name) =>
    Number(/^classHead\/P(\d+)$/.exec(name)?.[1] ?? Number.NaN),
  );
  return Math.min(...levels.filter((level) => !Number.isNaN(level)));
}

/** What enters the first cell of a feature network stands before its nodes: `P3` …, as many as there are levels. */
function levelCount(graph: Graph): number {
  return Object.keys(graph.outputs).filter((name) => name.startsWith('classHead/')).length;
}

function lastBlock(graph: Graph, stage: number): string | undefined {
  const inside = (tap: string) => tap.startsWith(`stage${stage}/`) && tap.endsWith('/output');
  return Object.keys(graph.taps).findLast(inside);
}

const rules: readonly Rule[] = [
  // torchvision: features.0 is the stem, features.8 the head, features.S between them stage S + 1 of the paper.
  [/^output$/, () => 'logits'],
  [/^features\.0$/, () => 'stem'],
  [/^features\.8$/, () => 'head'],
  [/^features\.(\d+)$/, ([stage = 0], graph) => lastBlock(graph, stage + 1)],
  // effdet: nodes count from 0 in each cell, ours on from the levels that enter it.
  [
    /^fpn\.cell\.(\d+)\.fnode\.(\d+)$/,
    ([cell = 0, node = 0], graph) => `neck/cell${cell}/node${node + levelCount(graph)}`,
  ],
  [/^class_net\/(\d+)$/, ([level = 0], graph) => `classHead/P${level + finestLevel(graph)}`],
  [/^box_net\/(\d+)$/, ([level = 0], graph) => `boxHead/P${level + finestLevel(graph)}`],
  [
    /^backbone\/(\d+)$/,
    ([index = 0], graph) =>
      index < levelCount(graph) ? `neck/P${index + finestLevel(graph)}` : `neck/cell0/node${index}`,
  ],
];

/**
 * The graph's name of a map that a golden calls by its upstream's: torchvision's `features.3` is what stage 4 makes, effdet's
 * `fpn.cell.0.fnode.2` the third node of the first cell. Names that the graph knows itself stand for themselves.
 */
export function tapName(graph: Graph, name: string): string {
  if (name in graph.taps) return name;
  for (const [theirs, ours] of rules) {
    const match = theirs.exec(name);
    const found = match === null ? undefined : ours(match.slice(1).map(Number), graph);
    if (found !== undefined && found in graph.taps) return found;
  }
  throw new Complaint(`${graph.name} has no map that the golden’s “${name}” could be.`);
}

/** The parameter that holds the raw fusion weights of a node that a golden calls `cell0/node3`. */
export function fusionParameter(graph: Graph, key: string): string {
  const [cell = 0, node = 0] = key.match(/\d+/g)?.map(Number) ?? [];
  const name = `neck/cell${cell}/node${node + levelCount(graph)}/fuse`;
  const op = graph.ops.find((each) => each.name === name);
  if (op?.kind === 'fuse' && op.weights !== undefined) return op.weights;
  throw new Complaint(`${graph.name} has no fusion weights for the golden’s “${key}”.`);
}
