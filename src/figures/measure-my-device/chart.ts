import type { Candidate, Series } from '../../../models/facts/candidates.ts';
import type { Figures } from '../../../models/facts/needs.ts';
import type { PublishedLatency } from '../../../models/facts/published-latencies.ts';
import type { ChartPoint, ChartTone, PointChart } from '../../parts/charts/point-chart.ts';
import type { LineNote } from './line-note.ts';
import type { Ceilings, Measurement } from './logic.ts';

export type Mark = Series | 'published';

/** A measured or published network on the chart. */
export interface MeasuredPoint extends ChartPoint {
  readonly label: string;
  /** The point's numbers in words. */
  readonly reading: string;
}

/** A line with the places that it joins. */
export interface JoinedLine {
  /** `floor`: from a network to what its own program allows. */
  readonly kind: 'series' | 'proportional' | 'ceiling' | 'floor';
  readonly mark?: Mark;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A chart as it is drawn; the latency chart and the roofline share this form. */
export interface Chart extends PointChart {
  readonly points: readonly MeasuredPoint[];
  readonly notes: readonly LineNote[];
  /** Marks on the horizontal axis: networks that are chosen and not yet measured. */
  readonly rug: readonly { readonly id: string; readonly tone: ChartTone; readonly x: number }[];
}

export interface ChartData {
  readonly chosen: readonly { readonly candidate: Candidate; readonly figures: Figures }[];
  readonly measured: readonly Measurement[];
  readonly published: readonly PublishedLatency[];
  readonly ceilings: Ceilings | null;
}
