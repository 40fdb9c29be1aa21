import { mean } from 'd3-array';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { type Box, placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath, segmentsOf } from '../../parts/charts/line-path.ts';
import { measuredAxes } from '../../parts/charts/measured-axes.ts';
import type { ChartPoint, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/own-detectors.ts';
import { acrossSizes, joinedSeries, necks, type Series } from './logic.ts';
import type { Measured } from './measured.ts';
import type { OwnDetectorsView } from './view.ts';

const sizes = {
  wide: { width: 1240, height: 440, fontSize: 13, left: 44 },
  narrow: { width: 340, height: 360, fontSize: 12, left: 36 },
} as const;
const radius = 4.5;

const apOf = (each: Measured, view: OwnDetectorsView): number | null =>
  view.artist === 'unseen' ? each.unseen : each.ap;

const said = (each: Measured, ap: number, known: boolean): string =>
  words.reading({ ...each, word: words.seeded(each.word, each.seed) }, ap, known ? each.interval : null);

/** Lays out the question's drawing; points that were not measured are not there. */
export function layoutOwn(all: readonly Measured[], view: OwnDetectorsView, size: DrawingSize): PointChart {
  const { question } = view;
  return question === 'necks' ? layoutNecks(all, view, size) : layoutCosts(all, { ...view, question }, size);
}

/** A view of one of the questions that are asked over costs. */
type CostView = OwnDetectorsView & { readonly question: Exclude<OwnDetectorsView['question'], 'necks'> };

function layoutCosts(all: readonly Measured[], view: CostView, size: DrawingSize): PointChart {
  const { width, height, fontSize, left } = sizes[size];
  const plot: Box = { left, right: width - 14, top: 28, bottom: height - 44 };
  const across: Series = { key: 'sizes', tone: 'resolution', points: acrossSizes(all) };
  const series = view.question === 'sizes' ? [across] : joinedSeries(all, view.question);
  // Networks that look once and such as look twice are no steps of one scale.
  const lined = view.question === 'looks' ? [] : series;
  const points = series.flatMap((each) =>
    each.points.map((point) => ({ point, tone: each.tone, line: each.key })),
  );
  const costOf = (point: Measured) =>
    view.question === 'sizes' ? point.multiplyAdds : point.trainedMultiplyAdds;
  const costs = points.map(({ point }) => costOf(point));
  const highest = Math.max(...points.map(({ point }) => point.interval[1]));
  const sparse = size === 'narrow';
  const { x, y, xTicks, yTicks } = measuredAxes(plot, costs, highest, { room: 1.25, sparse });
  const at = (point: Measured) => ({ x: place(x, costOf(point)), y: place(y, apOf(point, view) ?? 0) });
  const shown = points.filter(({ point }) => apOf(point, view) !== null);
  const unique = shown.filter(({ point }, i) => shown.findIndex((other) => other.point === point) === i);
  const known = view.artist === 'known';
  const word = (point: Measured) => (view.question === 'sizes' ? `${point.size}` : point.short);
  const dots = unique.map(({ point, tone }): ChartPoint => {
    const [low, high] = known ? point.interval : [point.unseen ?? 0, point.unseen ?? 0];
    const there = at(point);
    return {
      id: `${point.name}@${point.size}`,
      ...there,
      bar: { x1: there.x, x2: there.x, y1: place(y, low), y2: place(y, high) },
      reading: said(point, apOf(point, view) ?? 0, known),
      tone,
      ...(point.regions !== null && { shape: 'square' as const }),
      ...(!point.ships && { look: 'open' as const, picks: false }),
    };
  });
  const joined = lined.map(({ key, tone, points: steps }) => ({
    key,
    tone,
    at: steps.filter((point) => apOf(point, view) !== null).map(at),
  }));
  const labels = placeLabels(
    unique.flatMap(({ point }, i) =>
      // The seeds of one network stand above one another, under one name.
      point.ships
        ? [
            {
              id: dots[i]!.id,
              text: word(point),
              x: dots[i]!.x,
              y: dots[i]!.y,
              prefer: ['aboveLeft', 'left', 'belowRight'] as const,
            },
          ]
        : [],
    ),
    {
      bounds: { ...plot, right: width },
      fontSize,
      radius,
      lines: joined.flatMap(({ at: steps }) => segmentsOf(steps)),
    },
  );
  return {
    width,
    height,
    fontSize,
    radius,
    plot,
    xTicks,
    yTicks,
    xTitle: view.question === 'sizes' ? words.axes.cost : words.axes.trainedCost,
    yTitle: known ? words.axes.known : words.axes.unseen,
    lines: joined.map(({ key, tone, at: steps }) => ({
      key,
      tone,
      path: linePath(steps.map((step) => [step.x, step.y])),
      look: key === 'together' ? ('dashed' as const) : ('faint' as const),
    })),
    points: dots,
    labels: labels.map((label) => ({
      ...label,
      tone: dots.find(({ id }) => id === label.id)?.tone ?? 'ink',
    })),
  };
}

function layoutNecks(all: readonly Measured[], view: OwnDetectorsView, size: DrawingSize): PointChart {
  const { width, fontSize } = sizes[size];
  const known = view.artist === 'known';
  const list = necks(all);
  const rowHeight = fontSize * 3.4;
  const plot: Box = { left: 2, right: width - 24, top: 12, bottom: 12 + list.length * rowHeight };
  const values = list.flatMap(({ seeds }) =>
    seeds.flatMap((seed) => (known ? [...seed.interval, seed.ap] : [seed.unseen ?? seed.ap])),
  );
  const step = 0.05;
  const x: Axis = {
    kind: 'linear',
    from: Math.floor(Math.min(...values) / step) * step,
    to: Math.ceil(Math.max(...values) / step) * step,
    start: plot.left + 12,
    end: plot.right,
  };
  const dots = list.flatMap(({ seeds }, row) =>
    seeds.flatMap((seed, i): ChartPoint[] => {
      const ap = apOf(seed, view);
      if (ap === null) return [];
      const [low, high] = known ? seed.interval : [ap, ap];
      const y = plot.top + row * rowHeight + fontSize * 1.9 + i * (radius * 1.4);
      return [
        {
          id: `${seed.name}@${seed.size}`,
          x: place(x, ap),
          y,
          bar: { x1: place(x, low), x2: place(x, high), y1: y, y2: y },
          reading: said(seed, ap, known),
          tone: 'ink',
        },
      ];
    }),
  );
  const labels = list.map(({ word, seeds, published }, row) => {
    const measured = seeds.flatMap((seed) => apOf(seed, view) ?? []);
    const ap = mean(measured);

    const y = plot.top + row * rowHeight + fontSize;
    const text = words.neckLabel(word, ap, measured.length, size === 'wide' ? published : undefined);
    const box = { left: 0, right: width, top: y - fontSize, bottom: y };
    return { id: word, text, x: plot.left, y, anchor: 'start' as const, box, tone: 'ink' as const };
  });
  return {
    width,
    height: plot.bottom + 44,
    fontSize,
    radius,
    plot,
    xTicks: ticksOf(x, { step }).map((value) => ({ at: place(x, value), text: value.toFixed(2) })),
    yTicks: [],
    xTitle: known ? words.axes.known : words.axes.unseen,
    yTitle: '',
    lines: [],
    points: dots,
    labels,
  };
}
