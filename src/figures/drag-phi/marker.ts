import { fittedAccuracy } from '../../../models/facts/accuracy-fit.ts';
import { nearestStop, type Stop } from '../../../models/facts/stop.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { Standing, TrainedPoint } from '../../../models/study/standing.ts';
import { place } from '../../parts/charts/axis.ts';
import { textWidth } from '../../parts/charts/text-width.ts';
import { knob, ours, marker as words } from '../../words/en/figures/drag-phi.ts';
import type { ChartLayout } from './chart-layout.ts';
import type { DragPhiView } from './view.ts';

/** The reader's network on the chart's horizontal axis. */
export interface Marker {
  readonly x: number;
  /** Height of the guide there, or of what was measured; undefined where there is neither. */
  readonly y: number | undefined;
  /** Between two points that were trained: from the one to the other, and from the lowest to the highest of what their seeds reached. */
  readonly band?: Band;
  readonly title: string;
  readonly note: string;
  readonly textX: number;
  readonly anchor: 'start' | 'end';
}

/** A part of the drawing, in its pixels. */
export interface Band {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the reader's network stands; undefined where the axis counts what no arithmetic gives (time). */
export function markerOn(
  layout: ChartLayout,
  network: ScaledNetwork,
  view: Pick<DragPhiView, 'phi' | 'measure' | 'unit'>,
  standing?: Standing,
): Marker | undefined {
  if (view.measure === 'latency') return undefined;
  const value = amountOf(network, view);
  const x = place(layout.x, value);
  const { fit, plot, fontSize } = layout;
  const title = words.title(view.phi, value);
  const note = words.note(standing);
  const room = Math.max(textWidth(title, fontSize, true), textWidth(note, fontSize)) + 10;
  const anchor = x - room > plot.left ? 'end' : 'start';
  const guided = fit && value >= fit.from && value <= fit.to;
  const height =
    standing?.kind === 'trained'
      ? 100 * standing.point.test
      : guided
        ? fittedAccuracy(fit, value)
        : undefined;
  return {
    x,
    y: height === undefined ? undefined : place(layout.y, height),
    ...(standing?.kind === 'between' && { band: bandBetween(layout, view, standing) }),
    title,
    note,
    textX: anchor === 'end' ? x - 8 : x + 8,
    anchor,
  };
}

/** Between two neighbours that were trained. It says where they lie, and nothing of what is between them. */
function bandBetween(
  layout: ChartLayout,
  view: Pick<DragPhiView, 'measure' | 'unit'>,
  { below, above }: { readonly below: TrainedPoint; readonly above: TrainedPoint },
): Band {
  const [from, to] = [below, above].map((point) => place(layout.x, amountOf(point, view)));
  const top = place(layout.y, 100 * Math.max(below.most, above.most));
  const foot = place(layout.y, 100 * Math.min(below.least, above.least));
  return { x: from!, width: to! - from!, y: top, height: foot - top };
}

/** What the horizontal axis counts of a network. */
export function amountOf(
  network: Pick<ScaledNetwork, 'multiplyAdds' | 'parameters'>,
  view: Pick<DragPhiView, 'measure' | 'unit'>,
): number {
  if (view.measure === 'parameters') return network.parameters;
  return network.multiplyAdds * (view.unit === 'flops' ? 2 : 1);
}

/** What a screen reader says of the knob. */
export function spoken(
  phi: number,
  network: ScaledNetwork,
  stops: readonly Stop[],
  standing?: Standing,
): string {
  if (standing) return ours.knob.spoken(phi, network.multiplyAdds, standing);
  return knob.spoken(phi, network.multiplyAdds, nearestStop(stops, network.multiplyAdds).name);
}
