import { type Graph, opAt } from '../../../models/graph/graph.ts';
import { type Scope, scopeAround } from '../../../models/graph/scopes.ts';
import { formatShape, type Shape } from '../../../models/graph/shape.ts';
import { costs, noCost } from '../../../models/operators/cost.ts';
import { opTitle } from '../../words/en/operators.ts';
import { type Measures, measuresOf } from './measure.ts';
import type { BlockGroup, BlockNode, Diagram, OpNode, StageNode } from './nodes.ts';
import { blockTitle, stageTitle } from './titles.ts';

function sumMeasures(parts: readonly { readonly measures: Measures }[]): Measures {
  return parts.reduce(
    (sum, { measures }) => ({
      multiplyAdds: sum.multiplyAdds + measures.multiplyAdds,
      parameters: sum.parameters + measures.parameters,
      memory: sum.memory + measures.memory,
    }),
    { multiplyAdds: 0, parameters: 0, memory: 0 },
  );
}

/** Two blocks with equal signatures differ only in their weights. */
function signature(block: BlockNode): string {
  return block.ops
    .map(({ path, op, input, output }) => {
      const window = 'kernelSize' in op ? `${op.kernelSize}/${op.stride}` : '';
      return `${path.slice(block.path.length)} ${op.kind} ${window} ${formatShape(input)} ${formatShape(output)}`;
    })
    .join('\n');
}

/** Joins neighbours that differ only in their weights. */
function foldBlocks(blocks: readonly BlockNode[]): readonly BlockGroup[] {
  const runs: BlockNode[][] = [];
  for (const block of blocks) {
    const run = runs[runs.length - 1];
    if (run?.[0] !== undefined && signature(run[0]) === signature(block)) run.push(block);
    else runs.push([block]);
  }
  return runs.map((run) => ({ blocks: run, measures: sumMeasures(run) }));
}

function groupBy<T, Key>(items: readonly T[], key: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * The tree that the diagram draws, read from the graph of a classifier whose operators all lie in stages: stages, runs of equal blocks,
 * operators, each with shapes and costs. What lies in no block of its stage is a block by itself.
 * @throws RangeError where an operator lies in no stage.
 */
export function diagramOf(graph: Graph): Diagram {
  const training = costs(graph);
  const nodes: OpNode[] = [];
  graph.ops.forEach((op, id) => {
    if (op.kind === 'input') return;
    const input = opAt(graph, op.inputs[0] ?? 0).shape;
    const measures = measuresOf(training[id] ?? noCost, op.kind === 'batchNorm');
    nodes.push({ id, path: op.name, title: opTitle(op, input), op, input, output: op.shape, measures });
  });
  const stageOf = ({ path }: { readonly path: string }): Scope => {
    const stage = scopeAround(graph, path, 'stage');
    if (stage === undefined) throw new RangeError(`${path} of ${graph.name} lies in no stage.`);
    return stage;
  };
  const blockAround = (node: OpNode): Scope => scopeAround(graph, node.path, 'block') ?? stageOf(node);
  const blocks = [...groupBy(nodes, blockAround)].map(([{ path, kind, number }, ops]): BlockNode => {
    const { input, output } = ends(ops);
    const place = { path, ...(kind === 'block' && { number }) };
    return { ...place, title: blockTitle(place, ops), ops, input, output, measures: sumMeasures(ops) };
  });
  const stages = [...groupBy(blocks, stageOf)].map(([{ path, number = 0 }, members]) => {
    const { input, output } = ends(members);
    const groups = foldBlocks(members);
    const title = stageTitle(members);
    return { path, number, title, groups, input, output, measures: sumMeasures(members) };
  });
  return { name: graph.name, picture: opAt(graph, 0).shape, stages, total: sumMeasures(stages) };
}

function ends(parts: readonly { readonly input: Shape; readonly output: Shape }[]) {
  const none: Shape = [0, 0, 0];
  return { input: parts[0]?.input ?? none, output: parts[parts.length - 1]?.output ?? none };
}

/** How many blocks a stage has, folded ones counted. */
export function depthOf(stage: StageNode): number {
  return stage.groups.reduce((sum, { blocks }) => sum + blocks.length, 0);
}

/** Largest of a measure among siblings, at least 1, so that shares can be taken of it. */
export function largest(parts: readonly { readonly measures: Measures }[], measure: keyof Measures): number {
  return Math.max(1, ...parts.map(({ measures }) => measures[measure]));
}

/** How a map is drawn: side and thickness in pixels, each by the square root, so that 7 and 112 both show. */
export function drawnSize([height, , channels]: Shape): {
  readonly side: number;
  readonly thickness: number;
} {
  return {
    side: round(Math.max(3, 9.5 * Math.sqrt(height))),
    thickness: round(Math.max(2, Math.sqrt(channels))),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
