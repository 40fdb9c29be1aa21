import { roundFilters } from '../../blocks/rounding.ts';
import { answerOf } from '../../graph/answers.ts';
import type { Graph } from '../../graph/graph.ts';
import { isWithin, scopeAround } from '../../graph/scopes.ts';
import type { Knobs } from '../efficientnet/compound.ts';
import { stageRows } from '../efficientnet/network.ts';
import { scaledEfficientNet } from '../efficientnet/scaled.ts';
import { type BlockGroup, type ScaledNetwork, totalOf } from '../scaled-network.ts';
import { multiplyAddsAt, sidesOf, type UnitCost, unitCosts, unitResolution } from '../unit-cost.ts';
import { detectorDefaults, type EfficientDetConfig, efficientDet } from './network.ts';

/** The knobs of a detector whose costs a figure shows. */
export interface DetectorKnobs {
  readonly backbone: Pick<Knobs, 'width' | 'depth'>;
  readonly resolution: number;
  readonly width: number;
  readonly cells: number;
  readonly headDepth: number;
  readonly fusion?: 'fastNormalized' | 'sum';
  readonly maxLevel?: number;
  /** What the knobs were before they were rounded. */
  readonly exact?: {
    readonly resolution: number;
    readonly width: number;
    readonly cells: number;
    readonly headDepth: number;
  };
}

type Units = ReadonlyMap<string, UnitCost>;

const unitsByShape = new Map<string, Units>();

/** The part of a detector behind its backbone that an operator belongs to. */
function partOf(graph: Graph, operator: string): string | undefined {
  if (scopeAround(graph, operator, 'neck') !== undefined) {
    const cells = answerOf(graph, 'features')?.cells ?? [];
    const cell = cells.findIndex((nodes) => nodes.some(({ scope }) => isWithin(operator, scope)));
    return cell < 0 ? 'neck/inputs' : `neck/cell${cell}`;
  }
  const head = scopeAround(graph, operator, 'head')?.path;
  // Below a head stands the level, then the layer.
  return head && `${head}/${operator.slice(head.length + 1).split('/')[1]}`;
}

/** The neck's shape: what its cells and its inputs are made of. */
type Neck = Required<Pick<DetectorKnobs, 'width' | 'fusion' | 'maxLevel'>>;

/** Unit costs of a detector of so many cells and head layers, on a backbone of one block a level whose maps have these channels. */
function unitsOf(neck: Neck, taps: readonly number[], cells: number, headDepth: number): Units {
  const { width, fusion, maxLevel } = neck;
  const key = [width, fusion, maxLevel, cells, headDepth, ...taps].join();
  let units = unitsByShape.get(key);
  if (units === undefined) {
    const config: EfficientDetConfig = {
      backbone: {
        width: 1,
        depth: 1,
        stemFilters: 1,
        stages: [1, ...taps].map((filters) => ({
          expandRatio: 1,
          kernelSize: 1,
          stride: 2,
          filters,
          repeats: 1,
        })),
      },
      resolution: unitResolution,
      width,
      cells,
      headDepth,
      fusion,
      maxLevel,
    };
    const graph = efficientDet(config);
    units = unitCosts(graph, (operator) => partOf(graph, operator));
    unitsByShape.set(key, units);
  }
  return units;
}

/** Channels of the backbone’s last map at each stride that the neck reads, before scaling. */
const tapFilters = stageRows
  .filter((_, index) => (stageRows[index + 1]?.stride ?? 2) > 1)
  .map((row) => row.filters)
  .slice(-3);

/**
 * Unit costs of the neck’s inputs and first cell, which read the backbone, and of its further cells and each head’s layer
 * and prediction, which its width alone decides.
 */
function unitsAt(knobs: DetectorKnobs): Units {
  const { fusion = detectorDefaults.fusion, maxLevel = detectorDefaults.maxLevel, width } = knobs;
  const neck = { width, fusion, maxLevel };
  const taps = tapFilters.map((filters) => roundFilters(filters, knobs.backbone.width));
  const further = unitsOf(
    neck,
    taps.map(() => 1),
    2,
    1,
  );
  const entrance = unitsOf(neck, taps, 1, 0);
  return new Map([
    ...further,
    ...[...entrance].filter(([part]) => part === 'neck/inputs' || part === 'neck/cell0'),
  ]);
}

/** Halvings of the picture at the finest level, P3. */
const finest = detectorDefaults.minLevel;

/**
 * The parts of a scaled EfficientDet with their exact costs: the same numbers as `cost(efficientDet(config))`, fast enough
 * for every frame of a drag. Groups `stage1` … `stage8`, `neck`, `classHead`, `boxHead`.
 */
export function scaledEfficientDet(knobs: DetectorKnobs): ScaledNetwork {
  const { resolution, cells, headDepth, width } = knobs;
  const exact = knobs.exact ?? knobs;
  const units = unitsAt(knobs);
  const sides = sidesOf(resolution);
  const group = (
    name: string,
    label: string,
    blocks: number,
    exactBlocks: number,
    parts: readonly (readonly [part: string, times: number])[],
  ): BlockGroup => {
    let multiplyAdds = 0;
    let parameters = 0;
    for (const [part, times] of parts) {
      const unit = units.get(part);
      if (unit === undefined) throw new Error(`The detector has no part “${part}”.`);
      multiplyAdds += times * multiplyAddsAt(unit, sides);
      parameters += times * unit.parameters;
    }
    return {
      name,
      label,
      blocks,
      side: sides[finest]!,
      channels: width,
      multiplyAdds,
      parameters,
      exact: { blocks: exactBlocks, side: exact.resolution / 2 ** finest, channels: exact.width },
    };
  };
  const head = (name: string, label: string): BlockGroup =>
    group(name, label, headDepth, exact.headDepth, [
      [`${name}/layer0`, headDepth],
      [`${name}/predict`, 1],
    ]);
  const backbone = scaledEfficientNet(
    { ...knobs.backbone, resolution, exactResolution: exact.resolution },
    { head: false },
  );
  const groups = [
    ...backbone.groups,
    group('neck', 'BiFPN', cells, exact.cells, [
      ['neck/inputs', 1],
      ['neck/cell0', 1],
      ['neck/cell1', cells - 1],
    ]),
    head('classHead', 'class'),
    head('boxHead', 'box'),
  ];
  return {
    resolution,
    groups,
    multiplyAdds: totalOf(groups, 'multiplyAdds'),
    parameters: totalOf(groups, 'parameters'),
  };
}
