import { fittedAccuracy } from '../../../models/facts/accuracy-fit.ts';
import { nearestStop, type Stop } from '../../../models/facts/stop.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { place } from '../../parts/charts/axis.ts';
import { textWidth } from '../../parts/charts/text-width.ts';
import { knob, marker as words } from '../../words/en/figures/drag-phi.ts';
import type { ChartLayout } from './chart-layout.ts';

import type { DragPhiView } from './view.ts';

/** The reader's network on the chart's horizontal axis. */
export interface Marker {
  readonly x: number;
  /** Height of the guide there; undefined where there are no published points around it. */
  readonly y: number | undefined;
  readonly title: string;
  readonly note: string;
  readonly textX: number;
  readonly anchor: 'start' | 'end';
}

/** Where the reader's network stands; undefined where the axis counts what no arithmetic gives (time). */
export function markerOn(
  layout: ChartLayout,
  network: ScaledNetwork,
  view: Pick<DragPhiView, 'phi' | 'measure' | 'unit'>,
): Marker | undefined {
  if (view.measure === 'latency') return undefined;
  const value = amountOf(network, view);
  const x = place(layout.x, value);
  const { fit, plot, fontSize } = layout;
  const title = words.title(view.phi, value);
  const { note } = words;
  const room = Math.max(textWidth(title, fontSize, true), textWidth(note, fontSize)) + 10;
  const anchor = x - room > plot.left ? 'end' : 'start';
  return {
    x,
    y: fit && value >= fit.from && value <= fit.to ? place(layout.y, fittedAccuracy(fit, value)) : undefined,
    title,
    note,
    textX: anchor === 'end' ? x - 8 : x + 8,
    anchor,
  };
}

/** What the horizontal axis counts of the reader's network. */
export function amountOf(network: ScaledNetwork, view: Pick<DragPhiView, 'measure' | 'unit'>): number {
  if (view.measure === 'parameters') return network.parameters;
  return network.multiplyAdds * (view.unit === 'flops' ? 2 : 1);
}

/** What a screen reader says of the knob. */
export function spoken(phi: number, network: ScaledNetwork, stops: readonly Stop[]): string {
  return knob.spoken(phi, network.multiplyAdds, nearestStop(stops, network.multiplyAdds).name);
}
