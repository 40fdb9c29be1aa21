import type { Dimension } from '../../../models/facts/scaled-b0.ts';
import { type GrowthCurve, networkOf, type Scaling, unscaled } from '../../../models/facts/scaled-b0.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { ChartFrame } from '../../parts/charts/frame.ts';
import { type Box, type Placed, placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import { coefficients, publishedRows } from './logic.ts';
import type { BreakTheRuleView } from './view.ts';

const width = 380;
const height = 330;
const fontSize = 12;
const radius = 3.6;
const plot: Box = { left: 34, right: width - 12, top: 26, bottom: height - 40 };

const symbols: Readonly<Record<Dimension, string>> = { depth: 'd', width: 'w', resolution: 'r' };

/** Cost against the one dimension that was scaled, both on logarithmic axes: slope one is proportional. */
export interface GrowthChart extends ChartFrame {
  readonly curves: readonly {
    readonly dimension: Dimension;
    readonly path: string;
    readonly stops: readonly { readonly x: number; readonly y: number; readonly text: string }[];
    readonly label: { readonly x: number; readonly y: number; readonly text: string };
    /** The reader's own value on this curve. */
    readonly ring: { readonly x: number; readonly y: number } | undefined;
  }[];
}

export function layoutGrowth(curves: readonly GrowthCurve[], scaling: Scaling): GrowthChart {
  const x: Axis = { kind: 'logarithmic', from: 1, to: 8.6, start: plot.left, end: plot.right };
  const y: Axis = { kind: 'logarithmic', from: 1, to: 32, start: plot.bottom, end: plot.top };
  const base = networkOf(unscaled).multiplyAdds;
  const tick = (axis: Axis) => (value: number) => ({ at: place(axis, value), text: `${value}` });
  return {
    width,
    height,
    fontSize,
    radius,
    plot,
    xTicks: [1, 1.5, 2, 3, 4, 6, 8].map(tick(x)),
    yTicks: ticksOf(y).map((value) => ({ at: place(y, value), text: `${value}×` })),
    xTitle: 'one dimension, relative to B0',
    yTitle: 'multiply-adds, relative to B0',
    curves: curves.map(({ dimension, points, stops }) => {
      const at = ([value, ratio]: readonly [number, number]) => ({ x: place(x, value), y: place(y, ratio) });
      const end = at(points.at(-1)!);
      const value = scaling[dimension];
      return {
        dimension,
        path: linePath(points.map(([value, ratio]) => [place(x, value), place(y, ratio)])),
        stops: stops.map((stop) => ({
          ...at(stop),
          text: `${symbols[dimension]} = ${stop[0]}: ${stop[1].toFixed(2)}×`,
        })),
        label: {
          x: end.x + (dimension === 'resolution' ? 10 : 0),
          y: dimension === 'resolution' ? end.y + 4 : end.y - 8,
          text: dimension,
        },
        ring:
          value >= 1
            ? at([value, networkOf({ ...unscaled, [dimension]: value }).multiplyAdds / base])
            : undefined,
      };
    }),
  };
}

export interface PublishedChart extends ChartFrame {
  readonly points: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly scaling: string;
    readonly text: string;
  }[];
  readonly start: { readonly x: number; readonly y: number };
  readonly labels: readonly (Placed & { readonly scaling: string })[];
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
    key: row.scaling,
    x: place(x, row.multiplyAdds.value),
    y: place(y, row.top1),
    scaling: row.scaling,
    text: `${coefficients(row)}: ${row.top1} %, ${row.multiplyAdds.printed.replace('B', ' billion')}`,
  }));
  const labels = placeLabels(
    rows.map((row, index) => ({
      id: row.scaling,
      text: coefficients(row),
      x: points[index]!.x,
      y: points[index]!.y,
      bold: row.scaling === 'compound',
      prefer: ['left', 'aboveLeft', 'above'],
    })),
    { bounds: { ...plot, right: width }, fontSize, radius },
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
    xTitle: 'billion multiply-adds, log scale',
    yTitle: 'ImageNet top-1, %',
    points,
    start: points.find(({ scaling }) => scaling === 'baseline')!,
    labels: labels.map((label) => ({ ...label, scaling: label.id })),
    marker: network === 'EfficientNet-B0' && marker >= plot.left && marker <= plot.right ? marker : undefined,
  };
}
