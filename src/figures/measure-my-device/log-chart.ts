import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import { short } from '../../words/en/figures/measure-my-device-charts.ts';
import type { Chart, ChartData, JoinedLine, Mark, MeasuredPoint } from './chart.ts';
import { type LineNote, middleOf } from './line-note.ts';

const sizes = {
  wide: { width: 600, height: 460, left: 52, right: 14, top: 30, bottom: 46, fontSize: 12.5, radius: 4 },
  narrow: { width: 340, height: 380, left: 42, right: 8, top: 28, bottom: 42, fontSize: 11.5, radius: 3.5 },
} as const;

/** How the points of each series look. */
const looks: Readonly<Record<Mark, Pick<MeasuredPoint, 'tone' | 'shape' | 'look'>>> = {
  released: { tone: 'ink' },
  compound: { tone: 'phi' },
  depth: { tone: 'depth', shape: 'square' },
  width: { tone: 'width', shape: 'triangle' },
  resolution: { tone: 'resolution', shape: 'diamond' },
  own: { tone: 'ink', look: 'open' },
  published: { tone: 'soft', look: 'open' },
};

const lineLooks = { series: 'plain', proportional: 'guide', ceiling: 'strong', floor: 'dashed' } as const;

/** A point before it has a place. */
export interface Datum {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly across: number;
  readonly up: number;
  readonly low?: number;
  readonly high?: number;
  readonly reading: string;
}

/** The nearest of 1, 2, 5 times a power of ten that is not above (or not below) a value. */
function roundTo(value: number, direction: 'down' | 'up'): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 5, 10].map((step) => step * power);
  const found =
    direction === 'down' ? steps.findLast((step) => step <= value) : steps.find((step) => step >= value);
  return found ?? value;
}

/** A log axis with room around its values. */
function axisOf(values: readonly number[], start: number, end: number): Axis {
  const known = values.filter((value) => value > 0 && Number.isFinite(value));
  const from = roundTo(Math.min(...known) * 0.8, 'down');
  const to = roundTo(Math.max(...known) * 1.25, 'up');
  return { kind: 'logarithmic', from, to, start, end };
}

function ticksWithText(axis: Axis, scale: number, room: number) {
  const many = ticksOf(axis);
  const few = many.length > room ? ticksOf(axis, { sparse: true }) : many;
  return few.map((value) => ({ at: place(axis, value), text: short(value / scale) }));
}

/** What one of the charts puts on the shared pair of axes. */
export interface Plan {
  readonly data: readonly Datum[];
  readonly rug: readonly { readonly id: string; readonly mark: Mark; readonly across: number }[];
  readonly acrossAlso: readonly number[];
  readonly upAlso: readonly number[];
  readonly xScale: number;
  readonly yScale: number;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly lines: (x: Axis, y: Axis) => readonly JoinedLine[];
  readonly notes: (x: Axis, y: Axis, fontSize: number) => readonly LineNote[];
}

/** Lays a chart with two logarithmic axes out: ranges round its values, and names that cover nothing. */
export function logChart(plan: Plan, size: DrawingSize): Chart {
  const { width, height, left, right, top, bottom, fontSize, radius } = sizes[size];
  const plot = { left, right: width - right, top, bottom: height - bottom };
  const { data } = plan;
  const acrosses = [
    ...data.map(({ across }) => across),
    ...plan.rug.map(({ across }) => across),
    ...plan.acrossAlso,
  ];
  const ups = [...data.flatMap(({ up, low = up, high = up }) => [up, low, high]), ...plan.upAlso];
  const x = axisOf(acrosses, plot.left, plot.right);
  const y = axisOf(ups, plot.bottom, plot.top);
  const points = data.map(
    ({ id, label, mark, across, up, low, high, reading }): MeasuredPoint => ({
      id,
      label,
      ...looks[mark],
      reading,
      x: place(x, across),
      y: place(y, up),
      ...(low !== undefined && high !== undefined
        ? { bar: { x1: place(x, across), x2: place(x, across), y1: place(y, high), y2: place(y, low) } }
        : {}),
    }),
  );
  const lines = plan.lines(x, y);
  const notes = plan.notes(x, y, fontSize);
  const labels = placeLabels(
    points.map((point, index) => ({
      id: point.id,
      text: point.label,
      x: point.x,
      y: point.y,
      bold: data[index]?.mark === 'released',
      prefer: ['left', 'aboveLeft', 'right', 'belowRight'],
    })),
    {
      bounds: { ...plot, left: plot.left + 2, bottom: plot.bottom - 8 },
      fontSize,
      radius,
      lines: [
        ...lines.flatMap((line) =>
          line.points.slice(1).map(([x2, y2], index) => [...line.points[index]!, x2, y2] as const),
        ),
        ...notes.map((note) => middleOf(note, fontSize)),
      ],
    },
  );
  const markOf = new Map(data.map(({ id, mark }) => [id, mark]));
  return {
    width,
    height,
    plot,
    xTicks: ticksWithText(x, plan.xScale, size === 'wide' ? 9 : 6),
    yTicks: ticksWithText(y, plan.yScale, 10),
    xTitle: plan.xTitle,
    yTitle: plan.yTitle,
    points,
    lines: lines.map(({ kind, mark, points }, index) => ({
      key: `${kind} ${index}`,
      path: linePath(points),
      tone: kind === 'ceiling' ? 'ink' : mark === undefined ? 'soft' : looks[mark].tone,
      look: lineLooks[kind],
    })),
    notes,
    rug: plan.rug.map(({ id, mark, across }) => ({ id, tone: looks[mark].tone, x: place(x, across) })),
    labels: labels.map((label) => {
      const mark = markOf.get(label.id) ?? 'published';
      return { ...label, tone: looks[mark].tone, strong: mark === 'released' };
    }),
    fontSize,
    radius,
  };
}

/** The networks that are chosen and have no measurement yet. */
export function unmeasured({ chosen, measured }: ChartData) {
  return chosen.filter(({ candidate }) => !measured.some(({ id }) => id === candidate.id));
}
