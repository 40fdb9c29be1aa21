import { type AccuracyFit, fitAccuracy } from '../../../models/facts/accuracy-fit.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath, segmentsOf } from '../../parts/charts/line-path.ts';
import type { ChartPoint as Drawn, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/drag-phi-chart.ts';
import { measured, type PublishedPoint } from './published-point.ts';
import { publishedPoints } from './published-points.ts';
import type { DragPhiView, Measure, Task } from './view.ts';

type Published = Exclude<Task, 'ours'>;

export interface ChartPoint extends PublishedPoint, Drawn {}

/** Everything of the chart that does not move while φ is dragged. */
export interface ChartLayout extends PointChart {
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly ChartPoint[];
  /** Published networks that have no number on this axis. */
  readonly missing: readonly PublishedPoint[];
  readonly fit: AccuracyFit | null;
}

export type ChartChoice = Pick<DragPhiView, 'task' | 'unit' | 'measure' | 'edition'>;

const sizes = {
  wide: { width: 600, height: 548, left: 36, right: 16, top: 26, bottom: 44, fontSize: 12.5, radius: 3.6 },
  narrow: { width: 340, height: 460, left: 30, right: 14, top: 24, bottom: 42, fontSize: 11.5, radius: 3.2 },
} as const;

/** What a chart's axes span and say. */
export interface Axes {
  readonly x: readonly [from: number, to: number];
  /** The number that a tick's text counts in. */
  readonly scale: number;
  readonly y: readonly [from: number, to: number, step: number];
  readonly xTitle: string;
  readonly yTitle: string;
}

/** Ends of the horizontal axis, before doubling for FLOPs: the reader's networks and all published ones fit in. */
const spans: Record<Published, Record<Measure, readonly [number, number]>> = {
  imagenet: { cost: [0.15e9, 100e9], parameters: [3e6, 800e6], latency: [60, 30e3] },
  coco: { cost: [1e9, 5000e9], parameters: [2e6, 400e6], latency: [8, 900] },
};
const heights: Record<Published, Axes['y']> = {
  imagenet: [74.8, 85, 2],
  coco: [28, 58, 5],
};

/** The chart of one choice at both sizes. Plain data: a page is built with that of the default view in it. */
export interface Charts {
  readonly choice: ChartChoice;
  readonly wide: ChartLayout;
  readonly narrow: ChartLayout;
}

/** A choice among what the papers published. */
export type PublishedChoice = ChartChoice & { readonly task: Published };

/** Lays the chart of a view out. Loaded by the page only when a reader changes what the chart shows. */
export function layoutCharts(choice: PublishedChoice): Charts {
  const { task, unit, measure, edition } = choice;
  const doubled = measure === 'cost' && unit === 'flops' ? 2 : 1;
  const [from, to] = spans[task][measure];
  return chartsOf(publishedPoints(task, edition), choice, {
    x: [from * doubled, to * doubled],
    scale: measure === 'latency' ? 1 : measure === 'parameters' ? 1e6 : 1e9,
    y: heights[task],
    xTitle: words.amountAxis(task, measure, unit),
    yTitle: words.accuracyAxis[task],
  });
}

/** The chart of these points at both sizes. */
export function chartsOf(
  points: readonly PublishedPoint[],
  { task, unit, measure, edition }: ChartChoice,
  axes: Axes,
): Charts {
  const choice = { task, unit, measure, edition };
  const layOutAt = (size: DrawingSize) => layOut(points, choice, axes, size);
  return { choice, wide: layOutAt('wide'), narrow: layOutAt('narrow') };
}

function layOut(
  all: readonly PublishedPoint[],
  choice: ChartChoice,
  axes: Axes,
  size: DrawingSize,
): ChartLayout {
  const { width, height, left, right, top, bottom, fontSize, radius } = sizes[size];
  const plot = { left, right: width - right, top, bottom: height - bottom };
  const ours = choice.task === 'ours';
  const [from, to] = axes.x;
  const x: Axis = { kind: 'logarithmic', from, to, start: plot.left, end: plot.right };
  const [low, high, step] = axes.y;
  const y: Axis = { kind: 'linear', from: low, to: high, start: plot.bottom, end: plot.top };
  const points = all.flatMap((point) => {
    const value = measured(point, choice);
    return value === null ? [] : [drawn(point, place(x, value), y)];
  });
  const own = points.filter((point) => point.own);
  const others = points.filter((point) => !point.own).sort((a, b) => a.x - b.x || a.y - b.y);
  // Names of ours that the rule did not give are read at their dots.
  const named = ours ? own : [...own, ...others];
  const labels = placeLabels(
    named.map((point) => ({
      id: point.id,
      text: size === 'narrow' ? shorter(point.name) : point.name,
      x: point.x,
      y: point.y,
      bold: point.own,
      prefer: point.own ? ['aboveLeft', 'above', 'left'] : ['right', 'left', 'below', 'above'],
    })),
    {
      // A band at the foot is kept free for the words beside the reader's marker.
      bounds: { ...plot, left: plot.left + 2, top: 20, bottom: plot.bottom - 3 * fontSize },
      fontSize,
      radius,
      ...(ours && { unnamed: others }),
      lines: segmentsOf(own),
    },
  );
  return {
    width,
    height,
    plot,
    x,
    y,
    xTicks: ticksOf(x, { sparse: to / from > 2000 || (size === 'narrow' && to / from > 300) }).map(
      (value) => ({
        at: place(x, value),
        text: words.tick(value / axes.scale),
      }),
    ),
    yTicks: ticksOf(y, { step }).map((value) => ({ at: place(y, value), text: String(value) })),
    xTitle: axes.xTitle,
    yTitle: axes.yTitle,
    points,
    missing: all.filter((point) => measured(point, choice) === null),
    // Between points of ours nothing is claimed, not by a line either.
    lines: ours ? [] : [{ key: 'own', path: linePath(own.map((point) => [point.x, point.y])), tone: 'ink' }],
    labels: labels.map((label) => ({ ...label, ...toneOf(own.some((point) => point.id === label.id)) })),
    fit:
      ours || choice.measure === 'latency'
        ? null
        : (fitAccuracy(own.map((point) => ({ cost: measured(point, choice)!, accuracy: point.accuracy }))) ??
          null),
    fontSize,
    radius,
  };
}

/** A rule's own networks are filled; others are rings, broken where only AP on val2017 was published. Several seeds have a bar. */
function drawn(point: PublishedPoint, x: number, y: Axis): ChartPoint {
  const look = point.own ? 'solid' : point.onValidation ? 'broken' : 'open';
  const { seeds } = point;
  const bar = seeds !== undefined &&
    seeds.count > 1 && { x1: x, x2: x, y1: place(y, seeds.least), y2: place(y, seeds.most) };
  const at = { x, y: place(y, point.accuracy) };
  return { ...point, ...at, tone: toneOf(point.own).tone, look, ...(bar && { bar }) };
}

const toneOf = (own: boolean) => ({ tone: own ? 'ink' : 'soft', strong: own });

/** Names as a phone has room for; the chart's table has them whole. */
function shorter(name: string): string {
  return name
    .replace('AmoebaNet + NAS-FPN', 'AmoebaNet')
    .replace('RetinaNet', 'Retina')
    .replace('Mask R-CNN', 'Mask')
    .replace(/^NAS-FPN/, 'NAS')
    .replace(/^(Mask .*)-FPN$/, '$1');
}
