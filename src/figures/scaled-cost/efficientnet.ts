import { efficientNet, headFilters, stageRows, stemFilters } from '../../../models/families/efficientnet.ts';
import { scopeOf } from '../../../models/graph/cost.ts';
import { baseResolution, type Knobs } from '../../../models/scaling/compound.ts';
import { roundFilters, roundRepeats } from '../../../models/scaling/rounding.ts';
import { type BlockGroup, type ScaledNetwork, totalOf } from './scaled-network.ts';
import { multiplyAddsAt, sidesOf, type UnitCost, unitCosts, unitResolution } from './unit-cost.ts';

/** Just enough depth that every stage has a first block and another one. */
const twoBlocksEach = 1.01;

const unitsByFilters = new Map<string, ReadonlyMap<string, UnitCost>>();

/**
 * Unit costs of every first and further block at one set of rounded widths. Most of a drag changes only sides and
 * counts, so one small graph serves many values of φ.
 */
function unitsAt(width: number): ReadonlyMap<string, UnitCost> {
  const filters = [stemFilters, ...stageRows.map((row) => row.filters), headFilters];
  const key = filters.map((each) => roundFilters(each, width)).join();
  let units = unitsByFilters.get(key);
  if (units === undefined) {
    const graph = efficientNet({ width, depth: twoBlocksEach, resolution: unitResolution });
    units = unitCosts(graph, (name) => scopeOf(name, /\/block\d/.test(name) ? 2 : 1));
    unitsByFilters.set(key, units);
  }
  return units;
}

/** How many times the picture has been halved after each of stages 2–8. */
const halvings = stageRows.map((_, index) =>
  stageRows.slice(0, index + 1).reduce((sum, row) => sum + (row.stride > 1 ? 1 : 0), 1),
);

/**
 * The stages of a scaled EfficientNet with their exact costs: the same numbers as `cost(efficientNet(knobs))`, fast
 * enough for every frame of a drag. `head: false` leaves out stage 9, as a detector does.
 * @param knobs resolution in whole pixels; `exactResolution` is what it was before it was rounded
 */
export function scaledEfficientNet(
  knobs: Knobs & { readonly exactResolution?: number },
  head = true,
): ScaledNetwork {
  const { width, depth, resolution } = knobs;
  const exactSide = knobs.exactResolution ?? resolution;
  const units = unitsAt(width);
  const sides = sidesOf(resolution);
  const group = (
    stage: number,
    label: string,
    filters: number,
    repeats: number,
    level: number,
    parts: readonly (readonly [scope: string, times: number])[],
  ): BlockGroup => {
    let multiplyAdds = 0;
    let parameters = 0;
    for (const [scope, times] of parts) {
      const unit = units.get(scope);
      if (unit === undefined) throw new Error(`The network has no scope “${scope}”.`);
      multiplyAdds += times * multiplyAddsAt(unit, sides);
      parameters += times * unit.parameters;
    }
    const single = stage === 1 || stage === 9;
    return {
      name: `stage${stage}`,
      label,
      blocks: single ? 1 : roundRepeats(repeats, depth),
      side: sides[level]!,
      channels: roundFilters(filters, width),
      multiplyAdds,
      parameters,
      exact: {
        blocks: single ? 1 : repeats * depth,
        side: exactSide / 2 ** level,
        channels: filters * width,
      },
    };
  };
  const groups = [
    group(1, 'stem', stemFilters, 1, 1, [['stage1', 1]]),
    ...stageRows.map((row, index) => {
      const stage = index + 2;
      const label = `MBConv${row.expandRatio} ${row.kernelSize}×${row.kernelSize}`;
      return group(stage, label, row.filters, row.repeats, halvings[index]!, [
        [`stage${stage}/block0`, 1],
        [`stage${stage}/block1`, roundRepeats(row.repeats, depth) - 1],
      ]);
    }),
    ...(head ? [group(9, 'head', headFilters, 1, halvings.at(-1)!, [['stage9', 1]])] : []),
  ];
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
