import { roundFilters, roundRepeats } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';
import { scopeAround } from '../../graph/scopes.ts';
import { type BlockGroup, type ScaledNetwork, totalOf } from '../scaled-network.ts';
import { multiplyAddsAt, sidesOf, type UnitCost, unitCosts, unitResolution } from '../unit-cost.ts';
import { baseResolution, type Knobs } from './compound.ts';
import { efficientNet, headFilters, type StageRow, stageRows, stemFilters } from './network.ts';

type Part = 'stem' | 'first' | 'further' | 'head';
type Units = Readonly<Partial<Record<Part, UnitCost>>>;

const unitsByShape = new Map<string, Units>();

/**
 * Unit costs of a small network: a stem that gives so many channels, behind it a stage's first block and a further one
 * (where `row` names a stage), and a head. Most of a drag changes only sides and counts, and a step of the width seldom
 * more than a stage or two, so these serve many values of φ.
 */
function unitsOf(stem: number, row?: StageRow, head = 1, classes?: number): Units {
  const key = [stem, head, classes, row && [row.expandRatio, row.kernelSize, row.stride, row.filters]].join();
  let units = unitsByShape.get(key);
  if (units === undefined) {
    const graph = efficientNet({
      width: 1,
      depth: 1,
      resolution: unitResolution,
      stemFilters: stem,
      stages: row === undefined ? [] : [{ ...row, repeats: 2 }],
      headFilters: head,
      ...(classes !== undefined && { classes }),
    });
    units = Object.fromEntries(unitCosts(graph, (operator) => partOf(graph, operator)));
    unitsByShape.set(key, units);
  }
  return units;
}

function partOf(graph: Graph, operator: string): Part {
  const block = scopeAround(graph, operator, 'block');
  if (block !== undefined) return block.number === 0 ? 'first' : 'further';
  return scopeAround(graph, operator, 'stage')?.number === 1 ? 'stem' : 'head';
}

/** How many times the picture has been halved after stage 1 and after each of stages 2–8. */
const halvings = [1];
for (const row of stageRows) halvings.push(halvings.at(-1)! + (row.stride > 1 ? 1 : 0));

/** What a scaled network may have otherwise than the published ones. */
export interface ScaledOptions {
  /** `false` leaves out stage 9, as a detector does. */
  readonly head?: boolean;
  /** Channels are whole multiples of this. */
  readonly divisor?: number;
  readonly classes?: number;
}

/**
 * The stages of a scaled EfficientNet with their exact costs: the same numbers as `cost(efficientNet(knobs))`, fast
 * enough for every frame of a drag.
 * @param knobs resolution in whole pixels; `exactResolution` is what it was before it was rounded
 */
export function scaledEfficientNet(
  knobs: Knobs & { readonly exactResolution?: number },
  { head = true, divisor, classes }: ScaledOptions = {},
): ScaledNetwork {
  const { width, depth, resolution } = knobs;
  const exactSide = knobs.exactResolution ?? resolution;
  const sides = sidesOf(resolution);
  const group = (
    stage: number,
    label: string,
    filters: number,
    { blocks, exactBlocks }: { readonly blocks: number; readonly exactBlocks: number },
    /** How often the picture was halved before this stage, and after it. */
    [before, after]: readonly [number, number],
    parts: readonly (readonly [unit: UnitCost | undefined, times: number])[],
  ): BlockGroup => {
    let multiplyAdds = 0;
    let parameters = 0;
    // In the unit's own network the stem alone has halved the picture before.
    const own = sides.slice(Math.max(0, before - 1));
    for (const [unit, times] of parts) {
      if (unit === undefined) throw new Error(`Stage ${stage} lacks a part.`);
      multiplyAdds += times * multiplyAddsAt(unit, own);
      parameters += times * unit.parameters;
    }
    return {
      name: `stage${stage}`,
      label,
      stage,
      blocks,
      side: sides[after]!,
      channels: roundFilters(filters, width, divisor),
      multiplyAdds,
      parameters,
      exact: { blocks: exactBlocks, side: exactSide / 2 ** after, channels: filters * width },
    };
  };
  const single = { blocks: 1, exactBlocks: 1 };
  const stem = roundFilters(stemFilters, width, divisor);
  const groups = [group(1, 'stem', stemFilters, single, [0, 1], [[unitsOf(stem).stem, 1]])];
  let input = stem;
  stageRows.forEach((row, index) => {
    const filters = roundFilters(row.filters, width, divisor);
    const blocks = roundRepeats(row.repeats, depth);
    const { first, further } = unitsOf(input, { ...row, filters });
    groups.push(
      group(
        index + 2,
        `MBConv${row.expandRatio} ${row.kernelSize}×${row.kernelSize}`,
        row.filters,
        { blocks, exactBlocks: row.repeats * depth },
        [halvings[index]!, halvings[index + 1]!],
        [
          [first, 1],
          [further, blocks - 1],
        ],
      ),
    );
    input = filters;
  });
  if (head) {
    const last = halvings.at(-1)!;
    const unit = unitsOf(input, undefined, roundFilters(headFilters, width, divisor), classes).head;
    groups.push(group(9, 'head', headFilters, single, [last, last], [[unit, 1]]));
  }
  return {
    resolution,
    groups,
    multiplyAdds: totalOf(groups, 'multiplyAdds'),
    parameters: totalOf(groups, 'parameters'),
  };
}

/** Pixels for a resolution that is given relative to B0's. */
export function pixelsOf(relative: number): number {
  return Math.max(1, Math.round(baseResolution * relative));
}
