import type { Shape } from '../../../models/graph/shape.ts';
import type { BlockNode, OpNode } from './nodes.ts';
import { partOf } from './titles.ts';

/** Where an operator stands: steps run with the data, lane 0 is the main path, lane 1 a side branch. */
export interface FlowNode {
  readonly node: OpNode;
  readonly step: number;
  readonly lane: 0 | 1;
}

/** A map on its way from one operator to another. `from` −1 is the block's input. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  readonly shape: Shape;
  /** `next` joins neighbours; `pass` runs straight past a branch; `out` and `in` leave and join the main path; `skip` carries the block's input to its end. */
  readonly kind: 'next' | 'pass' | 'out' | 'in' | 'skip';
}

/** A stretch of steps that one part of the block fills (expand, depthwise, se, project). */
export interface FlowPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly lane: 0 | 1;
}

export interface BlockFlow {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly parts: readonly FlowPart[];
}

/** Lays a block out on a grid: one step an operator, in running order, side branches in a lane of their own. */
export function flowOf(block: BlockNode): BlockFlow {
  const step = new Map(block.ops.map(({ id }, index) => [id, index]));
  const main = mainPath(block, step);
  const nodes = block.ops.map(
    (node, index): FlowNode => ({ node, step: index, lane: main.has(index) ? 0 : 1 }),
  );
  const edges: FlowEdge[] = [];
  for (const { node, step: to, lane } of nodes)
    for (const input of node.op.inputs) {
      const from = step.get(input) ?? -1;
      const shape = from < 0 ? block.input : (nodes[from]?.node.output ?? block.input);
      edges.push({ from, to, shape, kind: kindOf(from, to, from < 0 ? 0 : (nodes[from]?.lane ?? 0), lane) });
    }
  return { nodes, edges, parts: partsOf(block, nodes) };
}

/** Steps on the way back from the last operator along first inputs. */
function mainPath(block: BlockNode, step: ReadonlyMap<number, number>): ReadonlySet<number> {
  const main = new Set<number>();
  let at: OpNode | undefined = block.ops[block.ops.length - 1];
  while (at !== undefined) {
    const index = step.get(at.id);
    if (index === undefined) break;
    main.add(index);
    const before: number | undefined = step.get(at.op.inputs[0] ?? -1);
    at = before === undefined ? undefined : block.ops[before];
  }
  return main;
}

function kindOf(from: number, to: number, fromLane: 0 | 1, lane: 0 | 1): FlowEdge['kind'] {
  if (fromLane !== lane) return lane === 1 ? 'out' : 'in';
  if (to === from + 1) return 'next';
  return from < 0 ? 'skip' : 'pass';
}

function partsOf(block: BlockNode, nodes: readonly FlowNode[]): readonly FlowPart[] {
  const parts: FlowPart[] = [];
  for (const { node, step, lane } of nodes) {
    const name = partOf(block, node);
    const last = parts[parts.length - 1];
    if (last !== undefined && last.name === name && last.to === step - 1)
      parts[parts.length - 1] = { ...last, to: step };
    else if (name !== '') parts.push({ name, from: step, to: step, lane });
  }
  return parts;
}
