import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolDiamond2,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import type { ChartFrame } from './frame.ts';
import type { Placed } from './label-placement.ts';

/** A class `tone-…` of the style sheet, or of the figure: its colour. */
export type ChartTone = string;

/** A shape for each series, so that colour is not all that tells them apart. */
export type PointShape = 'circle' | 'square' | 'triangle' | 'diamond';

/** Filled in its tone; paper inside; or paper inside and a broken rim. */
export type PointLook = 'solid' | 'open' | 'broken';

/** A point where it is drawn, in the drawing's pixels. */
export interface ChartPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly tone: ChartTone;
  readonly shape?: PointShape;
  readonly look?: PointLook;
  /** Ends of its interval, up and down or to both sides. */
  readonly bar?: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
  /** Its numbers in words. */
  readonly reading?: string;
  /** Whether a press on it does what the chart's points do; it does where nothing is said. */
  readonly picks?: boolean;
}

export interface ChartLine {
  readonly key: string;
  readonly path: string;
  readonly tone: ChartTone;
  readonly look?: 'plain' | 'faint' | 'dashed' | 'guide' | 'strong';
}

export interface ChartLabel extends Placed {
  readonly tone: ChartTone;
  readonly strong?: boolean;
}

/** Points with names on a pair of axes, lines behind them. Plain data. */
export interface PointChart extends ChartFrame {
  readonly lines: readonly ChartLine[];
  readonly points: readonly ChartPoint[];
  readonly labels: readonly ChartLabel[];
}

/** d3's symbols are given by area; these make each look as large as a circle of radius 1. */
const symbols: Readonly<Record<PointShape, { readonly type: SymbolType; readonly area: number }>> = {
  circle: { type: symbolCircle, area: Math.PI },
  square: { type: symbolSquare, area: 1.9 ** 2 },
  triangle: { type: symbolTriangle, area: 2.5 },
  diamond: { type: symbolDiamond2, area: (1.35 / 0.62625) ** 2 },
};

/** The outline of a point's mark around the origin, as the `d` of a path. */
export function markPath(shape: PointShape, radius: number): string {
  const { type, area } = symbols[shape];
  return symbol(type, area * radius ** 2)() ?? '';
}
