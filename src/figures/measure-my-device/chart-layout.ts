import { type Axis, place, ticksOf } from '../charts/axis.ts';
import type { ChartFrame } from '../charts/frame.ts';
import { type Placed, placeLabels } from '../charts/label-placement.ts';
import { textWidth } from '../charts/text-width.ts';
import type { Candidate, Series } from './candidates.ts';
import {
  attainable,
  type Ceilings,
  type Figures,
  intensityOf,
  type Measurement,
  resultOf,
  ridge,
} from './logic.ts';
import type { PublishedLatency } from './published.ts';

export type ChartSize = 'wide' | 'narrow';
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

/** Words on a line, turned with it. */
export interface LineNote {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
  readonly anchor: 'start' | 'end';
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

const sizes = {
  wide: { width: 600, height: 460, left: 52, right: 14, top: 30, bottom: 46, fontSize: 12.5, radius: 4 },
  narrow: { width: 340, height: 380, left: 42, right: 8, top: 28, bottom: 42, fontSize: 11.5, radius: 3.5 },
} as const;

/** A point before it has a place. */
interface Datum {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  readonly across: number;
  readonly up: number;
  readonly low?: number;
  readonly high?: number;
  readonly reading: string;
}

const short = (value: number, digits = 3): string =>
  Number(value.toPrecision(digits)).toLocaleString('en-US', { maximumFractionDigits: 12 });

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

interface Plan {
  readonly data: readonly Datum[];
  readonly rug: readonly { readonly id: string; readonly mark: Mark; readonly across: number }[];
  readonly acrossAlso: readonly number[];
  readonly upAlso: readonly number[];
  readonly xScale: number;
  readonly yScale: number;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly lines: (x: Axis, y: Axis) => readonly ChartLine[];
  readonly notes: (x: Axis, y: Axis, fontSize: number) => readonly LineNote[];
}

function draw(plan: Plan, size: ChartSize): Chart {
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
    ({ id, label, mark, across, up, low, high, reading }): ChartPoint => ({
      id,
      label,
      mark,
      reading,
      x: place(x, across),
      y: place(y, up),
      ...(low !== undefined && high !== undefined
        ? { bar: { top: place(y, high), bottom: place(y, low) } }
        : {}),
    }),
  );
  const lines = plan.lines(x, y);
  const notes = plan.notes(x, y, fontSize);
  const labels = placeLabels(
    points.map((point) => ({
      id: point.id,
      text: point.label,
      x: point.x,
      y: point.y,
      bold: point.mark === 'released',
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
  const markOf = new Map(points.map(({ id, mark }) => [id, mark]));
  return {
    width,
    height,
    plot,
    xTicks: ticksWithText(x, plan.xScale, size === 'wide' ? 9 : 6),
    yTicks: ticksWithText(y, plan.yScale, 10),
    xTitle: plan.xTitle,
    yTitle: plan.yTitle,
    points,
    lines,
    notes,
    rug: plan.rug.map(({ id, mark, across }) => ({ id, mark, x: place(x, across) })),
    labels: labels.map((label) => ({ ...label, mark: markOf.get(label.id) ?? 'published' })),
    fontSize,
    radius,
  };
}

/** Measured networks first: they get the best places for their names. */
function unmeasured({ chosen, measured }: ChartData) {
  return chosen.filter(({ candidate }) => !measured.some(({ id }) => id === candidate.id));
}

/** Lines through the measured networks of each series; the single dimensions start at B0. */
function seriesLines(data: readonly Datum[], x: Axis, y: Axis): ChartLine[] {
  const baseline = data.find(({ id }) => id === 'B0');
  return (['released', 'depth', 'width', 'resolution'] as const).flatMap((mark) => {
    const own = data.filter((each) => each.mark === mark);
    const all = baseline && mark !== 'released' && own.length > 0 ? [baseline, ...own] : own;
    const sorted = [...all].sort((a, b) => a.across - b.across);
    if (sorted.length < 2) return [];
    return {
      kind: 'series',
      mark,
      points: sorted.map(({ across, up }) => [place(x, across), place(y, up)] as const),
    };
  });
}

/** Words beside a straight line, turned with it. */
function noteOn(
  text: string,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  anchor: 'start' | 'end',
  fontSize: number,
): LineNote {
  const radians = Math.atan2(y2 - y1, x2 - x1);
  const inset = 1.5 * fontSize;
  const along = anchor === 'start' ? inset : Math.hypot(x2 - x1, y2 - y1) - inset;
  const lift = fontSize * 0.45;
  return {
    text,
    anchor,
    degrees: Number(((radians * 180) / Math.PI).toFixed(2)),
    x: x1 + Math.cos(radians) * along + Math.sin(radians) * lift,
    y: y1 + Math.sin(radians) * along - Math.cos(radians) * lift,
  };
}

/** The line through the middle of such words, which names keep clear of. */
function middleOf({ text, x, y, degrees, anchor }: LineNote, fontSize: number) {
  const radians = (degrees * Math.PI) / 180;
  const length = textWidth(text, fontSize) * (anchor === 'start' ? 1 : -1);
  const [left, top] = [x + 0.35 * fontSize * Math.sin(radians), y - 0.35 * fontSize * Math.cos(radians)];
  return [left, top, left + length * Math.cos(radians), top + length * Math.sin(radians)] as const;
}

/** A straight line through a point with this slope in the logarithms, cut to the plot. */
function clipped(
  x: Axis,
  y: Axis,
  from: { readonly across: number; readonly up: number },
): readonly [readonly [number, number], readonly [number, number]] | null {
  const ratio = from.up / from.across;
  const start = Math.max(x.from, y.from / ratio);
  const end = Math.min(x.to, y.to / ratio);
  if (start >= end) return null;
  const at = (across: number) => [place(x, across), place(y, across * ratio)] as const;
  return [at(start), at(end)];
}

/** Latency against multiply-adds, both logarithmic, with a line along which time would follow the count. */
export function latencyChart(data: ChartData, size: ChartSize): Chart {
  const measured = data.measured.map((each): Datum => {
    const { median, lowerQuartile, upperQuartile } = resultOf(each);
    return {
      id: each.id,
      label: each.label,
      mark: each.series,
      across: each.multiplyAdds,
      up: median,
      low: lowerQuartile,
      high: upperQuartile,
      reading: `${each.label}: ${short(median)} ms (half of the runs between ${short(lowerQuartile)} and ${short(upperQuartile)} ms)`,
    };
  });
  const published = data.published.flatMap(({ label, milliseconds, multiplyAdds, source }): Datum[] =>
    multiplyAdds === null
      ? []
      : [
          {
            id: `published-${label}`,
            label: measured.length > 0 ? `${label}, paper` : label,
            mark: 'published',
            across: multiplyAdds,
            up: milliseconds,
            reading: `${label}: ${short(milliseconds)} ms on one core of a Xeon (${source})`,
          },
        ],
  );
  const origin =
    measured.find(({ id }) => id === 'B0') ??
    [...measured].sort((a, b) => a.across - b.across)[0] ??
    published.find(({ label }) => label.startsWith('B'));
  const rule = (x: Axis, y: Axis) => (origin ? clipped(x, y, origin) : null);
  return draw(
    {
      data: [...measured, ...published],
      rug: unmeasured(data).map(({ candidate, figures }) => ({
        id: candidate.id,
        mark: candidate.series,
        across: figures.multiplyAdds,
      })),
      acrossAlso: [],
      upAlso: [],
      xScale: 1e9,
      yScale: 1,
      xTitle: 'billion multiply-adds, log scale',
      yTitle: 'milliseconds a picture, log scale',
      lines: (x, y) => {
        const line = rule(x, y);
        return [
          ...(line ? [{ kind: 'proportional' as const, points: line }] : []),
          ...seriesLines(measured, x, y),
        ];
      },
      notes: (x, y, fontSize) => {
        const line = rule(x, y);
        return line ? [noteOn('if time followed multiply-adds', line[0], line[1], 'end', fontSize)] : [];
      },
    },
    size,
  );
}

/** Speed against arithmetic intensity under the device's two ceilings (Williams, Waterman and Patterson's roofline). */
export function rooflineChart(data: ChartData, size: ChartSize): Chart {
  const { ceilings } = data;
  const measured = data.measured.map((each): Datum => {
    const { achieved, intensity, lowerQuartile, upperQuartile } = resultOf(each);
    const share = ceilings
      ? `, ${short((100 * achieved) / attainable(ceilings, intensity), 2)} % of what its intensity allows`
      : '';
    return {
      id: each.id,
      label: each.label,
      mark: each.series,
      across: intensity,
      up: achieved,
      low: (1000 * each.multiplyAdds) / upperQuartile,
      high: (1000 * each.multiplyAdds) / lowerQuartile,
      reading: `${each.label}: ${short(achieved / 1e9)} billion multiply-adds a second at ${short(intensity)} a byte${share}`,
    };
  });
  // Under this device's roof a point of another machine would mislead.
  const published = data.published.flatMap(({ label, milliseconds, multiplyAdds, intensity }): Datum[] =>
    multiplyAdds === null || intensity === null || ceilings !== null || measured.length > 0
      ? []
      : [
          {
            id: `published-${label}`,
            label,
            mark: 'published',
            across: intensity,
            up: (1000 * multiplyAdds) / milliseconds,
            reading: `${label}: ${short(multiplyAdds / milliseconds / 1e6)} billion multiply-adds a second on one core of a Xeon, from the published latency`,
          },
        ],
  );
  const corner = ceilings ? ridge(ceilings) : null;
  return draw(
    {
      data: [...measured, ...published],
      rug: unmeasured(data).map(({ candidate, figures }) => ({
        id: candidate.id,
        mark: candidate.series,
        across: intensityOf(figures),
      })),
      acrossAlso: corner === null ? [] : [corner * 0.6, corner * 2],
      upAlso: ceilings ? [ceilings.arithmetic * 1.2] : [],
      xScale: 1,
      yScale: 1e9,
      xTitle: 'multiply-adds for each byte moved, log scale',
      yTitle: 'billion multiply-adds a second, log scale',
      lines: (x, y) => (ceilings ? [{ kind: 'ceiling', points: roof(ceilings, x, y) }] : []),
      notes: (x, y, fontSize) => {
        if (!ceilings) return [];
        const [start, bend, end] = roof(ceilings, x, y);
        return [
          noteOn(`memory: ${short(ceilings.bandwidth / 1e9)} GB a second`, start!, bend!, 'start', fontSize),
          noteOn('arithmetic', bend!, end!, 'end', fontSize),
        ];
      },
    },
    size,
  );
}

function roof(ceilings: Ceilings, x: Axis, y: Axis): readonly (readonly [number, number])[] {
  const start = Math.max(x.from, y.from / ceilings.bandwidth);
  return [start, Math.max(start, ridge(ceilings)), x.to].map(
    (across) => [place(x, across), place(y, attainable(ceilings, across))] as const,
  );
}
