import type { BlockNode, Diagram, OpNode, StageNode } from './nodes.ts';

/** Which stage, block and operator are open: indices into the diagram. */
export interface Selection {
  readonly stage: number;
  readonly group: number;
  /** Which of the folded blocks of the group. */
  readonly member: number;
  readonly op: number;
}

export interface Selected {
  readonly stage: StageNode;
  readonly block: BlockNode;
  readonly op: OpNode;
}

/** The nodes that a selection names. Throws where it does not fit the diagram; `select` never makes such a one. */
export function selected(diagram: Diagram, { stage, group, member, op }: Selection): Selected {
  const stageNode = diagram.stages[stage];
  const block = stageNode?.groups[group]?.blocks[member];
  const opNode = block?.ops[op];
  if (stageNode === undefined || block === undefined || opNode === undefined)
    throw new Error(`${diagram.name} has no operator at ${stage}/${group}/${member}/${op}.`);
  return { stage: stageNode, block, op: opNode };
}

const clamp = (value: number, size: number) => Math.min(Math.max(0, value), Math.max(0, size - 1));

/** The operator that is worth opening first: the depthwise convolution, else the first. */
function firstOp(block: BlockNode | undefined): number {
  const index = block?.ops.findIndex(({ op }) => op.kind === 'depthwiseConv2d') ?? -1;
  return Math.max(0, index);
}

/** A selection near the wanted one that exists in the diagram. Parts left out get their first member. */
export function select(diagram: Diagram, wanted: Partial<Selection>): Selection {
  const stage = clamp(wanted.stage ?? 0, diagram.stages.length);
  const groups = diagram.stages[stage]?.groups ?? [];
  const group = clamp(wanted.group ?? 0, groups.length);
  const blocks = groups[group]?.blocks ?? [];
  const member = clamp(wanted.member ?? 0, blocks.length);
  const block = blocks[member];
  const op = clamp(wanted.op ?? firstOp(block), block?.ops.length ?? 0);
  return { stage, group, member, op };
}

/** The path of the open operator, `stage3/block0/depthwise/conv`: what the address carries. */
export function pathOf(diagram: Diagram, selection: Selection): string {
  return selected(diagram, selection).op.path;
}

/**
 * The selection whose operator has the longest beginning in common with `path`, so that a path of another size (or a
 * damaged one) opens what comes closest. An unknown stage opens the first.
 */
export function selectPath(diagram: Diagram, path: string): Selection {
  const wanted = path.split('/');
  let best = select(diagram, {});
  let bestScore = 0;
  diagram.stages.forEach((stage, stageIndex) => {
    stage.groups.forEach((group, groupIndex) => {
      group.blocks.forEach((block, member) => {
        block.ops.forEach((node, op) => {
          const names = node.path.split('/');
          let score = 0;
          while (score < names.length && names[score] === wanted[score]) score++;
          if (score > bestScore) {
            bestScore = score;
            best = { stage: stageIndex, group: groupIndex, member, op };
          }
        });
      });
    });
  });
  return best;
}

export type Level = 'stage' | 'block' | 'op';
export const levels = ['stage', 'block', 'op'] as const satisfies readonly Level[];

/** Number of siblings at a level, and which of them is open. */
export function siblings(
  diagram: Diagram,
  selection: Selection,
  level: Level,
): { count: number; at: number } {
  const stage = diagram.stages[selection.stage];
  if (level === 'stage') return { count: diagram.stages.length, at: selection.stage };
  if (level === 'block') return { count: stage?.groups.length ?? 0, at: selection.group };
  const block = stage?.groups[selection.group]?.blocks[selection.member];
  return { count: block?.ops.length ?? 0, at: selection.op };
}

/** Opens the sibling `index` of a level; what lies below it opens at its first member. */
export function open(diagram: Diagram, selection: Selection, level: Level, index: number): Selection {
  if (level === 'stage') return index === selection.stage ? selection : select(diagram, { stage: index });
  if (level === 'block')
    return index === selection.group ? selection : select(diagram, { stage: selection.stage, group: index });
  return select(diagram, { ...selection, op: index });
}

/** Where a key moves to: another sibling, or another level (`focus` then differs from the level given). */
export function move(
  diagram: Diagram,
  selection: Selection,
  level: Level,
  key: string,
): { readonly selection: Selection; readonly focus: Level } | null {
  const { count, at } = siblings(diagram, selection, level);
  const depth = levels.indexOf(level);
  const to = (index: number) => ({ selection: open(diagram, selection, level, index), focus: level });
  switch (key) {
    case 'ArrowRight':
      return to(Math.min(at + 1, count - 1));
    case 'ArrowLeft':
      return to(Math.max(at - 1, 0));
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    case 'ArrowDown': {
      const focus = levels[depth + 1];
      return focus === undefined ? null : { selection, focus };
    }
    case 'ArrowUp': {
      const focus = levels[depth - 1];
      return focus === undefined ? null : { selection, focus };
    }
    default:
      return null;
  }
}

/** Where the address says a selection lies: stage from 1, block of the stage and operator of the block from 0. */
export interface Place {
  readonly stage: number;
  readonly block: number;
  readonly op: number;
}

/** The selection at a place, or the nearest there is. */
export function selectPlace(diagram: Diagram, place: Place): Selection {
  const stage = clamp(place.stage - 1, diagram.stages.length);
  const groups = diagram.stages[stage]?.groups ?? [];
  let member = place.block;
  let group = 0;
  for (; group < groups.length - 1; group++) {
    const size = groups[group]?.blocks.length ?? 0;
    if (member < size) break;
    member -= size;
  }
  return select(diagram, { stage, group, member, op: place.op });
}

/** The place of a selection. */
export function placeOf(diagram: Diagram, { stage, group, member, op }: Selection): Place {
  const before = diagram.stages[stage]?.groups.slice(0, group) ?? [];
  const block = before.reduce((sum, { blocks }) => sum + blocks.length, member);
  return { stage: stage + 1, block, op };
}
