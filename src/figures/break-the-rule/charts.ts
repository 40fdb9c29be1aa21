import type { Dimension } from '../../../models/facts/scaled-b0.ts';
import { type GrowthCurve, networkOf, type Scaling, unscaled } from '../../../models/facts/scaled-b0.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import { type Box, placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath, segmentsOf } from '../../parts/charts/line-path.ts';
import type { PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/break-the-rule.ts';
import { publishedRows } from './logic.ts';
import type { BreakTheRuleView } from './view.ts';

const width = 380;
const height = 330;
const fontSize = 12;
const radius = 3.6;
const plot: Box = { left: 34, right: width - 12, top: 26, bottom: height - 40 };

/** Cost against the one dimension that was scaled, both on logarithmic axes: slope one is proportional. */
export interface GrowthChart extends PointChart {
  /** The reader's own value on each curve that has it. */
  readonly rings: readonly { readonly dimension: Dimension; readonly x: number; readonly y: number }[];
}

export function layoutGrowth(curves: readonly GrowthCurve[], scaling: Scaling): GrowthChart {
  const x: Axis = { kind: 'logarithmic', from: 1, to: 8.6, start: plot.left, end: plot.right };
  const y: Axis = { kind: 'logarithmic', from: 1, to: 32, start: plot.bottom, end: plot.top };
  const base = networkOf(unscaled).multiplyAdds;
  const at = ([value, ratio]: readonly [number, number]) => ({ x: place(x, value), y: place(y, ratio) });
  const tick = (axis: Axis) => (value: number) => ({ at: place(axis, value), text: `${value}` });
  return {
    width,
    height,
    fontSize,
    radius,
    plot,
    xTicks: [1, 1.5, 2, 3, 4, 6, 8].map(tick(x)),
    yTicks: ticksOf(y).map((value) => ({ at: place(y, value), text: `${value}×` })),
    xTitle: words.growthAxes.x,
    yTitle: words.growthAxes.y,
    lines: curves.map(({ dimension, points }) => ({
      key: dimension,
      tone: dimension,
      path: linePath(points.map(([value, ratio]) => [place(x, value), place(y, ratio)])),
    })),
    points: curves.flatMap(({ dimension, stops }) =>
      stops.map((stop) => ({
        id: `${dimension} ${stop[0]}`,
        ...at(stop),
        tone: dimension,
        reading: words.stopReading(dimension, ...stop),
      })),
    ),
    labels: curves.map(({ dimension, points }) => {
      const end = at(points.at(-1)!);
      const beside = dimension === 'resolution';
      const [left, baseline] = beside ? [end.x + 10, end.y + 4] : [end.x, end.y - 8];
      return {
        id: dimension,
        text: words.dimension[dimension],
        x: left,
        y: baseline,
        anchor: beside ? ('start' as const) : ('end' as const),
        box: { left, right: left, top: baseline, bottom: baseline },
        tone: dimension,
        strong: true,
      };
    }),
    rings: curves.flatMap(({ dimension }) => {
      const value = scaling[dimension];
      if (value < 1) return [];
      return [
        {
          dimension,
          ...at([value, networkOf({ ...unscaled, [dimension]: value }).multiplyAdds / base]),
        },
      ];
    }),
  };
}

const toneOf = (scaling: string): string => ({ baseline: 'ink', compound: 'phi' })[scaling] ?? scaling;

export interface PublishedChart extends PointChart {
  /** The reader's network on the cost axis; only where the published networks are B0's. */
  readonly marker: number | undefined;
}

export function layoutPublished(network: BreakTheRuleView['network'], own: ScaledNetwork): PublishedChart {
  const rows = publishedRows(network);
  const costs = rows.map((row) => row.multiplyAdds.value);
  const tops = rows.map((row) => row.top1);
  const x: Axis = {
    kind: 'logarithmic',
    from: Math.min(...costs) * 0.72,
    to: Math.max(...costs) * 1.45,
    start: plot.left,
    end: plot.right,
  };
  const y: Axis = {
    kind: 'linear',
    from: Math.floor(Math.min(...tops)) - 0.5,
    to: Math.ceil(Math.max(...tops)) + 0.5,
    start: plot.bottom,
    end: plot.top,
  };
  const points = rows.map((row) => ({
    id: row.scaling,
    x: place(x, row.multiplyAdds.value),
    y: place(y, row.top1),
    tone: toneOf(row.scaling),
    reading: words.publishedReading(row),
  }));
  const start = points.find(({ id }) => id === 'baseline')!;
  const labels = placeLabels(
    rows.map((row, index) => ({
      id: row.scaling,
      text: words.coefficients(row),
      x: points[index]!.x,
      y: points[index]!.y,
      bold: row.scaling === 'compound',
      prefer: ['left', 'aboveLeft', 'above'],
    })),
    {
      bounds: { ...plot, right: width },
      fontSize,
      radius,
      lines: points.filter((each) => each !== start).flatMap((each) => segmentsOf([start, each])),
    },
  );
  const marker = place(x, own.multiplyAdds);
  return {
    width,
    height,
    fontSize,
    radius,
    plot,
    xTicks: ticksOf(x).map((value) => ({ at: place(x, value), text: String(value / 1e9) })),
    yTicks: ticksOf(y).map((value) => ({ at: place(y, value), text: String(value) })),
    xTitle: words.publishedAxes.x,
    yTitle: words.publishedAxes.y,
    lines: points.map(({ id, tone, x, y }) => ({
      key: id,
      tone,
      path: linePath([
        [start.x, start.y],
        [x, y],
      ]),
      look: 'faint' as const,
    })),
    points,
    labels: labels.map((label) => ({ ...label, tone: toneOf(label.id), strong: label.id === 'compound' })),
    marker: network === 'EfficientNet-B0' && marker >= plot.left && marker <= plot.right ? marker : undefined,
  };
}
