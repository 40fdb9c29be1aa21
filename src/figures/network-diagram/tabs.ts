import type { Shape } from '../../../models/graph/shape.ts';
import * as words from '../../words/en/figures/network-diagram.ts';
import { depthOf, drawnSize, largest } from './logic.ts';
import type { Measure } from './measure.ts';
import type { BlockGroup, Diagram, StageNode } from './nodes.ts';

/** One bar of a tab's drawing: side and thickness in pixels, and how many equal blocks it stands for. */
export interface DrawnMap {
  readonly side: number;
  readonly thickness: number;
  readonly count: number;
}

/** What a stage or a block looks like in its row. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  readonly maps: readonly DrawnMap[];
  /** The shape on the edge to the next. */
  readonly output: Shape;
  readonly amount: string;
  /** 0 to 1, of the largest in the row. */
  readonly share: number;
  /** Everything above in words. */
  readonly label: string;
}

function drawnMap(output: Shape, count: number): DrawnMap {
  return { ...drawnSize(output), count };
}

/** The stages as tabs, bars relative to the dearest stage. */
export function stageTabs(diagram: Diagram, measure: Measure): readonly Tab[] {
  const most = largest(diagram.stages, measure);
  return diagram.stages.map((stage) => {
    const value = stage.measures[measure];
    const blocks = depthOf(stage);
    return {
      name: words.stage(stage.number),
      title: stage.title,
      maps: stage.groups.map(({ blocks: same }) => drawnMap(same[0]?.output ?? stage.output, same.length)),
      output: stage.output,
      amount: words.shortAmount(value, measure),
      share: value / most,
      label: words.stageLabel(stage.number, stage, blocks, words.exactAmount(value, measure)),
    };
  });
}

/** `block 0`, `blocks 1–2`; a stage that is its own block has its title. */
function groupName(group: BlockGroup): string {
  const [first, last] = [group.blocks[0], group.blocks.at(-1)];
  if (first?.number === undefined) return first?.title ?? '';
  return first === last ? words.block(first.number) : words.blocks(first.number, last?.number);
}

/** The blocks of a stage as tabs, equal ones folded; bars show one block, so that folded runs compare fairly. */
export function blockTabs(stage: StageNode, measure: Measure): readonly Tab[] {
  const firsts = stage.groups.flatMap(({ blocks }) => blocks[0] ?? []);
  const most = largest(firsts, measure);
  return stage.groups.flatMap((group) => {
    const block = group.blocks[0];
    if (block === undefined) return [];
    const value = block.measures[measure];
    const count = group.blocks.length;
    const name = groupName(group);

    return {
      name,
      title: name === block.title ? '' : block.title,
      maps: [drawnMap(block.output, count)],
      output: block.output,
      amount: words.shortAmount(value, measure),
      share: value / most,
      label: words.blockLabel(name, block, count, words.exactAmount(value, measure)),
    };
  });
}

/** `385,814,752 multiply-adds`, the whole network. */
export function totalText(diagram: Diagram, measure: Measure): string {
  return words.exactAmount(diagram.total[measure], measure);
}
