import { byPapersRule, knobs, turnedAlone } from '../../../models/study/findings.ts';
import type { Measured } from '../../../models/study/measured.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { type Box, placeLabels } from '../../parts/charts/label-placement.ts';
import { linePath, segmentsOf } from '../../parts/charts/line-path.ts';
import type { ChartPoint, PointChart, PointShape } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/break-the-rule-measured.ts';
import { ofThisFigure, type Scaled } from './measured.ts';

const sizes = {
  wide: { width: 640, height: 380, fontSize: 12.5, left: 40 },
  narrow: { width: 360, height: 340, fontSize: 12, left: 34 },
} as const;
const radius = 4.5;

/** Cost against the share named right, of networks of our own; a series a knob, and one of the paper's rule. */
export interface MeasuredChart extends PointChart {
  /** The reader's factors on our base, on the cost axis; absent beyond it. */
  readonly marker: number | undefined;
  /** Where that network was trained. */
  readonly ring: { readonly x: number; readonly y: number } | undefined;
}

const shapes = { depth: 'triangle', width: 'square', resolution: 'circle', phi: 'diamond' } as const;

export function layoutMeasured(measured: readonly Measured[], own: Scaled, size: DrawingSize): MeasuredChart {
  const { width, height, fontSize, left } = sizes[size];
  const plot: Box = { left, right: width - 12, top: 26, bottom: height - 40 };
  const shown = ofThisFigure(measured);
  const costs = shown.map(({ multiplyAdds }) => multiplyAdds);
  const shares = shown.flatMap(({ least, most }) => [100 * least, 100 * most]);
  const x: Axis = {
    kind: 'logarithmic',
    from: Math.min(...costs) * 0.8,
    to: Math.max(...costs) * 1.35,
    start: plot.left,
    end: plot.right,
  };
  const y: Axis = {
    kind: 'linear',
    from: Math.max(0, Math.floor(Math.min(...shares) / 5) * 5 - 2),
    to: Math.min(100, Math.ceil(Math.max(...shares) / 5) * 5 + 2),
    start: plot.bottom,
    end: plot.top,
  };
  const at = ({ multiplyAdds, test }: Measured) => ({ x: place(x, multiplyAdds), y: place(y, 100 * test) });
  const series = [
    ...knobs.map((knob) => ({ key: knob, shape: shapes[knob], of: turnedAlone(measured, knob) })),
    { key: 'phi' as const, shape: shapes.phi, of: byPapersRule(measured) },
  ];
  const isBase = ({ network }: Measured) => network.name === 'base';
  const point = (each: Measured, tone: string, shape: PointShape): ChartPoint => {
    const { x: across, y: up } = at(each);
    return {
      id: each.network.name,
      ...{ x: across, y: up, tone, shape, reading: words.reading(each) },
      ...(each.least < each.most && {
        bar: { x1: across, x2: across, y1: place(y, 100 * each.least), y2: place(y, 100 * each.most) },
      }),
    };
  };
  const points = [
    ...series.flatMap(({ key, shape, of }) =>
      of.filter((each) => !isBase(each)).map((each) => point(each, key, shape)),
    ),
    ...shown.filter(isBase).map((each) => point(each, 'ink', 'circle')),
  ];
  const toneOf = new Map(points.map(({ id, tone }) => [id, tone]));
  const lines = series.flatMap(({ key, of }) =>
    of.length < 2
      ? []
      : [
          {
            key,
            tone: key,
            look: 'faint' as const,
            path: linePath(of.map((each) => [at(each).x, at(each).y])),
          },
        ],
  );
  const labels = placeLabels(
    // The base first: it is what all others came from.
    [...shown.filter(isBase), ...shown.filter((each) => !isBase(each))].map((each) => ({
      id: each.network.name,
      text: words.label(each.network),
      ...at(each),
      bold: isBase(each),
    })),
    {
      ...{ bounds: { ...plot, right: width }, fontSize, radius },
      lines: series.flatMap(({ of }) => segmentsOf(of.map(at))),
    },
  );
  const marker = place(x, own.multiplyAdds);
  return {
    ...{ width, height, fontSize, radius, plot },
    xTicks: ticksOf(x).map((value) => ({ at: place(x, value), text: `${value / 1e6}` })),
    yTicks: ticksOf(y, { step: y.to - y.from > 40 ? 10 : 5 }).map((value) => ({
      at: place(y, value),
      text: `${value}`,
    })),
    xTitle: words.axes.x,
    yTitle: words.axes.y,
    lines,
    points,
    labels: labels.map((label) => ({
      ...label,
      tone: toneOf.get(label.id) ?? 'ink',
      strong: label.id === 'base',
    })),
    marker: own.measured === undefined && marker >= plot.left && marker <= plot.right ? marker : undefined,
    ring: own.measured && shown.includes(own.measured) ? at(own.measured) : undefined,
  };
}
