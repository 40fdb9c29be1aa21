import { type AccuracyFit, fitAccuracy } from '../../../models/facts/accuracy-fit.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import type { ChartPoint as Drawn, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/drag-phi-chart.ts';
import { measured, type PublishedPoint } from './published-point.ts';
import { publishedPoints } from './published-points.ts';
import type { DragPhiView, Measure, Task } from './view.ts';

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

/** Ends of the horizontal axis, before doubling for FLOPs: the reader's networks and all published ones fit in. */
const spans: Record<Task, Record<Measure, readonly [number, number]>> = {
  imagenet: { cost: [0.15e9, 100e9], parameters: [3e6, 800e6], latency: [60, 30e3] },
  coco: { cost: [1e9, 5000e9], parameters: [2e6, 400e6], latency: [8, 900] },
};
const heights: Record<Task, readonly [from: number, to: number, step: number]> = {
  imagenet: [74.8, 85, 2],
  coco: [28, 58, 5],
};

/** The chart of one choice at both sizes. Plain data: a page is built with that of the default view in it. */
export interface Charts {
  readonly choice: ChartChoice;
  readonly wide: ChartLayout;
  readonly narrow: ChartLayout;
}

/** Lays the chart of a view out. Loaded by the page only when a reader changes what the chart shows. */
export function layoutCharts({ task, unit, measure, edition }: ChartChoice): Charts {
  const choice = { task, unit, measure, edition };
  const points = publishedPoints(task, edition);
  return { choice, wide: layOut(points, choice, 'wide'), narrow: layOut(points, choice, 'narrow') };
}

function layOut(all: readonly PublishedPoint[], choice: ChartChoice, size: DrawingSize): ChartLayout {
  const { width, height, left, right, top, bottom, fontSize, radius } = sizes[size];
  const plot = { left, right: width - right, top, bottom: height - bottom };
  const doubled = choice.measure === 'cost' && choice.unit === 'flops' ? 2 : 1;
  const [from, to] = spans[choice.task][choice.measure];
  const x: Axis = {
    kind: 'logarithmic',
    from: from * doubled,
    to: to * doubled,
    start: plot.left,
    end: plot.right,
  };
  const [low, high, step] = heights[choice.task];
  const y: Axis = { kind: 'linear', from: low, to: high, start: plot.bottom, end: plot.top };
  const points = all.flatMap((point) => {
    const value = measured(point, choice);
    return value === null ? [] : [drawn(point, place(x, value), place(y, point.accuracy))];
  });
  const own = points.filter((point) => point.own);
  const labelled = [...own, ...points.filter((point) => !point.own).sort((a, b) => a.x - b.x || a.y - b.y)];
  const labels = placeLabels(
    labelled.map((point) => ({
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
      lines: own.slice(1).map((point, index) => [own[index]!.x, own[index]!.y, point.x, point.y] as const),
    },
  );
  const scale = choice.measure === 'latency' ? 1 : choice.measure === 'parameters' ? 1e6 : 1e9;
  return {
    width,
    height,
    plot,
    x,
    y,
    xTicks: ticksOf(x, { sparse: to / from > 2000 || (size === 'narrow' && to / from > 300) }).map(
      (value) => ({
        at: place(x, value),
        text: words.tick(value / scale),
      }),
    ),
    yTicks: ticksOf(y, { step }).map((value) => ({ at: place(y, value), text: String(value) })),
    xTitle: words.amountAxis(choice.task, choice.measure, choice.unit),
    yTitle: words.accuracyAxis[choice.task],
    points,
    missing: all.filter((point) => measured(point, choice) === null),
    lines: [{ key: 'own', path: linePath(own.map((point) => [point.x, point.y])), tone: 'ink' }],
    labels: labels.map((label) => ({ ...label, ...toneOf(own.some((point) => point.id === label.id)) })),
    fit:
      choice.measure === 'latency'
        ? null
        : (fitAccuracy(own.map((point) => ({ cost: measured(point, choice)!, accuracy: point.accuracy }))) ??
          null),
    fontSize,
    radius,
  };
}

/** The papers' own networks are filled; peers are rings, broken where only AP on val2017 was published. */
function drawn(point: PublishedPoint, x: number, y: number): ChartPoint {
  const look = point.own ? 'solid' : point.onValidation ? 'broken' : 'open';
  return { ...point, x, y, tone: toneOf(point.own).tone, look };
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
