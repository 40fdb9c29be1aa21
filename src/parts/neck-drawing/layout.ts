import type { Neck, NeckNode } from './neck.ts';

/** A node's rectangle: its middle and half its sides. */
export interface Spot {
  readonly key: string;
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** A cubic curve: start, two control points, end, as eight numbers. */
export type Curve = readonly [number, number, number, number, number, number, number, number];

export interface Route {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly curve: Curve;
}

export interface Row {
  readonly level: number;
  readonly y: number;
}

export interface CellLayout {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
  /** Where the columns stand, from the inputs to the outputs. */
  readonly columns: readonly number[];
  readonly spots: readonly Spot[];
  readonly routes: readonly Route[];
}

export interface LayoutOptions {
  readonly width: number;
  /** From one level to the next. */
  readonly rowHeight: number;
  /** Room for the names of the levels, and for what stands behind the outputs. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Half the width of the finest level's nodes, and how much narrower each level above is. */
  readonly halfWidth: number;
  readonly shrink: number;
}

export const layoutSizes = {
  wide: { width: 640, rowHeight: 64, left: 40, right: 64, top: 40, halfWidth: 21, shrink: 2.5 },
  narrow: { width: 320, rowHeight: 52, left: 26, right: 58, top: 34, halfWidth: 13, shrink: 1.5 },
  thumbnail: { width: 150, rowHeight: 20, left: 8, right: 8, top: 12, halfWidth: 6, shrink: 0.7 },
} as const satisfies Readonly<Record<string, LayoutOptions>>;
export type LayoutSize = keyof typeof layoutSizes;

/** Places the nodes of a cell, coarsest level on top, and leads every edge to its node. */
export function layoutCell(neck: Neck, options: LayoutOptions): CellLayout {
  const { width, rowHeight, left, right, top, halfWidth, shrink } = options;
  const { minLevel, maxLevel } = neck;
  const levels = maxLevel - minLevel + 1;
  const [first, last] = [left + halfWidth, width - right - halfWidth];
  const columns = Array.from(
    { length: neck.columns + 1 },
    (_, column) => first + ((last - first) * column) / neck.columns,
  );
  const yOf = (level: number) => top + (maxLevel - level) * rowHeight;
  const spots = neck.nodes.map(({ key, level, column }): Spot => {
    const half = halfWidth - (level - minLevel) * shrink;
    return {
      key,
      level,
      x: columns[column] ?? first,
      y: yOf(level),
      halfWidth: half,
      halfHeight: half * 0.62,
    };
  });
  const routes = neck.nodes.flatMap((node) =>
    node.inputs.map((from): Route => {
      const [start, end] = [spots[from.id], spots[node.id]];
      if (start === undefined || end === undefined) throw new RangeError(`${node.key} reads a missing node.`);
      return {
        key: `${from.key}>${node.key}`,
        from: from.key,
        to: node.key,
        curve: curveBetween(neck, from, node, start, end),
      };
    }),
  );
  return {
    width,
    height: top + (levels - 1) * rowHeight + halfWidth * 0.62 + 10,
    rows: Array.from({ length: levels }, (_, index) => ({
      level: maxLevel - index,
      y: yOf(maxLevel - index),
    })),
    columns,
    spots,
    routes,
  };
}

/** Straight in a column, straight along a free row, an arc over what stands between, otherwise an S. */
function curveBetween(neck: Neck, from: NeckNode, node: NeckNode, start: Spot, end: Spot): Curve {
  if (from.column === node.column) {
    const way = Math.sign(end.y - start.y);
    const [y0, y1] = [start.y + way * start.halfHeight, end.y - way * end.halfHeight];
    return [start.x, y0, start.x, y0 + (y1 - y0) / 3, end.x, y0 + (2 * (y1 - y0)) / 3, end.x, y1];
  }
  const [x0, x1] = [start.x + start.halfWidth, end.x - end.halfWidth];
  const reach = (x1 - x0) / 2;
  if (from.level !== node.level) {
    // Coarser maps arrive at the upper half of the node's side, finer ones at the lower.
    const y1 = end.y + Math.sign(start.y - end.y) * end.halfHeight * 0.55;
    return [x0, start.y, x0 + reach, start.y, x1 - reach, y1, x1, y1];
  }
  const between = neck.nodes.some(
    ({ level, column }) => level === node.level && column > from.column && column < node.column,
  );
  if (!between) return [x0, start.y, x0 + reach * 0.67, start.y, x1 - reach * 0.67, end.y, x1, end.y];
  const lift = end.y - (start.halfHeight + end.halfHeight) * 1.05 - 8;
  return [
    x0,
    start.y - start.halfHeight * 0.5,
    x0 + reach * 0.5,
    lift,
    x1 - reach * 0.5,
    lift,
    x1,
    end.y - end.halfHeight * 0.55,
  ];
}

const digit = (value: number) => Math.round(value * 10) / 10;

/** The curve as the `d` of a path. */
export function pathOf([x0, y0, x1, y1, x2, y2, x3, y3]: Curve): string {
  return `M${digit(x0)} ${digit(y0)}C${digit(x1)} ${digit(y1)} ${digit(x2)} ${digit(y2)} ${digit(x3)} ${digit(y3)}`;
}

/** A point of the curve; `t` runs from 0 to 1. */
export function pointOn([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, t: number): readonly [number, number] {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}
