import { baseResolution } from '../families/efficientnet/compound.ts';
import { pixelsOf, scaledEfficientNet } from '../families/efficientnet/scaled.ts';
import type { ScaledNetwork } from '../families/scaled-network.ts';
import { singleDimensionFigure3 } from '../published/efficientnet/scaling.ts';

export type Dimension = 'depth' | 'width' | 'resolution';
export const dimensions: readonly Dimension[] = ['depth', 'width', 'resolution'];

/** The largest value that Figure 3 tries of a dimension. */
function most(dimension: Dimension): number {
  return Math.max(...(singleDimensionFigure3.find((row) => row.dimension === dimension)?.values ?? [1]));
}

/** Ends of the three knobs: as far as the paper went, and half of B0. */
export const ranges: Readonly<Record<Dimension, readonly [least: number, most: number]>> = {
  depth: [0.5, most('depth')],
  width: [0.5, most('width')],
  resolution: [0.5, most('resolution')],
};

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
