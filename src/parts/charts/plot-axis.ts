/** Maps a value of the data to a place along an axis, in pixels. d3's continuous scales are such functions. */
export type PlotScale = (value: number) => number;

/** One axis of a chart. */
export interface PlotAxis {
  /** The scale for a range in pixels, first the place of the smallest value: `(range) => scaleLog(domain, range)`. */
  scale: (range: [number, number]) => PlotScale;
  ticks: readonly number[];
  format: (tick: number) => string;
  /** What is measured and its unit: `billion multiply-adds, log scale`. */
  label: string;
}
