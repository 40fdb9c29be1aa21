import { baseResolution } from '../../../models/families/efficientnet/compound.ts';
import { pixelsOf, scaledEfficientNet } from '../../../models/families/efficientnet/scaled.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import {
  type ScaledRow,
  scaledB0Table7,
  scaledPeersTable3,
  singleDimensionFigure3,
} from '../../../models/published/efficientnet/scaling.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { type BreakTheRuleView, type Dimension, dimensions, ranges } from './view.ts';

/** d, w, r: each relative to B0. */
export type Scaling = Readonly<Record<Dimension, number>>;

export const unscaled: Scaling = { depth: 1, width: 1, resolution: 1 };

const kept = new Map<string, ScaledNetwork>();

/** B0 scaled by three numbers, with exact costs. */
export function networkOf({ depth, width, resolution }: Scaling): ScaledNetwork {
  const key = `${depth} ${width} ${resolution}`;
  let network = kept.get(key);
  if (network === undefined) {
    network = scaledEfficientNet({
      depth,
      width,
      resolution: pixelsOf(resolution),
      exactResolution: baseResolution * resolution,
    });
    if (kept.size > 3000) kept.clear();
    kept.set(key, network);
  }
  return network;
}

/** d · w² · r²: what the paper takes the cost to grow like. */
export function idealCost({ depth, width, resolution }: Scaling): number {
  return depth * width ** 2 * resolution ** 2;
}

/** What holding the cost led to. */
export interface Held {
  readonly scaling: Scaling;
  /** Exact cost relative to what was to be held, less one: 0.012 is 1.2 % above. */
  readonly residual: number;
  /** The end of a knob was reached before the cost was. */
  readonly bounded: boolean;
}

/**
 * Changes one dimension so that the exact cost comes as near as it can to `multiplyAdds`, by bisection on the counted
 * network. Depth and width move in steps, so some distance is left.
 */
export function holdCost(scaling: Scaling, give: Dimension, multiplyAdds: number): Held {
  const [least, most] = ranges[give];
  const costAt = (value: number): number => networkOf({ ...scaling, [give]: value }).multiplyAdds;
  let low = Math.round(least * 1000);
  let high = Math.round(most * 1000);
  const result = (thousandths: number): Held => {
    const value = thousandths / 1000;
    return {
      scaling: { ...scaling, [give]: value },
      residual: costAt(value) / multiplyAdds - 1,
      bounded: thousandths === Math.round(least * 1000) || thousandths === Math.round(most * 1000),
    };
  };
  if (costAt(least) >= multiplyAdds) return result(low);
  if (costAt(most) <= multiplyAdds) return result(high);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (costAt(middle / 1000) >= multiplyAdds) high = middle;
    else low = middle;
  }
  const [below, above] = [result(low), result(high)];
  return Math.abs(below.residual) <= Math.abs(above.residual) ? below : above;
}

/** Figure 3's values of a dimension: places where the paper trained a network. */
export function stopsOf(dimension: Dimension): readonly number[] {
  return singleDimensionFigure3.find((row) => row.dimension === dimension)?.values ?? [];
}

/** How the cost of one dimension's own networks grows, sampled along its knob. */
export interface GrowthCurve {
  readonly dimension: Dimension;
  /** Knob value and exact cost relative to B0. */
  readonly points: readonly (readonly [value: number, ratio: number])[];
  /** The same at Figure 3's values. */
  readonly stops: readonly (readonly [value: number, ratio: number])[];
}

/** Exact cost of scaling one dimension alone, from B0 to as far as the paper went. */
export function growthCurves(samples = 60): readonly GrowthCurve[] {
  const base = networkOf(unscaled).multiplyAdds;
  const ratio = (dimension: Dimension, value: number): readonly [number, number] => [
    value,
    networkOf({ ...unscaled, [dimension]: value }).multiplyAdds / base,
  ];
  return dimensions.map((dimension) => {
    const most = ranges[dimension][1];
    return {
      dimension,
      points: [
        ...Array.from({ length: samples + 1 }, (_, index) => 1 + ((most - 1) * index) / samples),
        ...stopsOf(dimension),
      ]
        .map((value) => Number(value.toFixed(3)))
        .sort((a, b) => a - b)
        .map((value) => ratio(dimension, value)),
      stops: stopsOf(dimension).map((value) => ratio(dimension, value)),
    };
  });
}

/** Published results of one network, scaled in single dimensions and in all. */
export function publishedRows(network: BreakTheRuleView['network']): readonly ScaledRow[] {
  return [...scaledB0Table7, ...scaledPeersTable3].filter((row) => row.network === network);
}

/** `d = 1.4, w = 1.2, r = 1.3`, or what the paper says instead. */
export function coefficients(row: ScaledRow): string {
  if (row.scaling === 'baseline') return 'baseline';
  if (row.depth === null) return 'compound';
  if (row.scaling === 'depth') return `d = ${row.depth}`;
  if (row.scaling === 'width') return `w = ${row.width}`;
  if (row.scaling === 'resolution') return `r = ${row.resolution}`;
  return `d = ${row.depth}, w = ${row.width}, r = ${row.resolution}`;
}

export function publishedTable(view: BreakTheRuleView, network: ScaledNetwork): DataTable {
  return {
    name: `scaled-${view.network}`,
    columns: ['network', 'scaling', 'multiply-adds', 'ImageNet top-1 (%)', 'source'],
    rows: [
      ...publishedRows(view.network).map((row) => [
        row.network,
        coefficients(row),
        row.multiplyAdds.value,
        row.top1,
        `Tan & Le 2019, ${row.source[0]?.where ?? ''}`,
      ]),
      [
        'EfficientNet-B0',
        `d = ${view.depth}, w = ${view.width}, r = ${view.resolution}`,
        network.multiplyAdds,
        null,
        'computed; no network was trained here',
      ],
    ],
  };
}
