import type { Box } from './label-placement.ts';

export interface Tick {
  /** In pixels. */
  readonly at: number;
  readonly text: string;
}

/** What every chart has around its marks: a size, a plot within it, and two axes. In the drawing's own pixels. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** Of a point's mark. */
  readonly radius: number;
  readonly plot: Box;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xTitle: string;
  readonly yTitle: string;
}
