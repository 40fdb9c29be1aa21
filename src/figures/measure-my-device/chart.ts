import type { Candidate, Series } from '../../../models/facts/candidates.ts';
import type { Figures } from '../../../models/facts/needs.ts';
import type { PublishedLatency } from '../../../models/facts/published-latencies.ts';
import type { ChartFrame } from '../../parts/charts/frame.ts';
import type { Placed } from '../../parts/charts/label-placement.ts';
import type { LineNote } from './line-note.ts';
import type { Ceilings, Measurement } from './logic.ts';

export type Mark = Series | 'published';

export interface ChartPoint {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly x: number;
  readonly y: number;
  /** Ends of the error bar; absent where no quartiles are known. */
  readonly bar?: { readonly top: number; readonly bottom: number };
  /** The point's numbers in words. */
  readonly reading: string;
}

export interface ChartLine {
  readonly kind: 'series' | 'proportional' | 'ceiling';
  readonly mark?: Mark;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A chart as it is drawn; the latency chart and the roofline share this form. */
export interface Chart extends ChartFrame {
  readonly points: readonly ChartPoint[];
  readonly lines: readonly ChartLine[];
  readonly notes: readonly LineNote[];
  /** Marks on the horizontal axis: networks that are chosen and not yet measured. */
  readonly rug: readonly { readonly id: string; readonly mark: Mark; readonly x: number }[];
  readonly labels: readonly (Placed & { readonly mark: Mark })[];
}

export interface ChartData {
  readonly chosen: readonly { readonly candidate: Candidate; readonly figures: Figures }[];
  readonly measured: readonly Measurement[];
  readonly published: readonly PublishedLatency[];
  readonly ceilings: Ceilings | null;
}
