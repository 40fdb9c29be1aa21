import { group } from 'd3-array';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { placeLabels } from '../../parts/charts/label-placement.ts';
import type { ChartPoint, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/every-network.ts';
import { amountOf, type ShownNetwork } from './logic.ts';
import type { Up } from './view.ts';

const sizes = {
  wide: { width: 760, height: 480, left: 60, right: 16, top: 30, bottom: 46, fontSize: 12.5, radius: 4 },
  narrow: { width: 340, height: 400, left: 50, right: 8, top: 28, bottom: 42, fontSize: 11.5, radius: 3.5 },
} as const;

/** How the points of each task look, so that colour is not all that tells them apart. */
const looks = {
  classification: { tone: 'ink', shape: 'circle' },
  detection: { tone: 'depth', shape: 'square' },
  segmentation: { tone: 'width', shape: 'triangle' },
} as const satisfies Readonly<Record<ShownNetwork['task'], Pick<ChartPoint, 'tone' | 'shape'>>>;

/** A logarithmic axis round its values, ends at 1, 2 or 5 of a power of ten. */
function logAxis(values: readonly number[], start: number, end: number): Axis {
  const steps = (value: number) => [1, 2, 5, 10].map((step) => step * 10 ** Math.floor(Math.log10(value)));
  const [low, high] = [Math.min(...values) * 0.85, Math.max(...values) * 1.2];
  const from = steps(low).findLast((step) => step <= low) ?? low;
  const to = steps(high).find((step) => step >= high) ?? high;
  return { kind: 'logarithmic', from, to, start, end };
}

/** Percents, ends at multiples of five. */
function percentAxis(values: readonly number[], start: number, end: number): Axis {
  const from = Math.floor((Math.min(...values) - 1) / 5) * 5;
  const to = Math.ceil((Math.max(...values) + 1) / 5) * 5;
  return { kind: 'linear', from, to, start, end };
}

const unitOf: Readonly<Record<Up, number>> = { bytesMoved: 1e6, parameters: 1e6, accuracy: 1, time: 1 };

/** The networks that get a name: of each family the one with the most multiply-adds and, where there is room, that with the fewest. */
function named(networks: readonly ShownNetwork[], size: DrawingSize): ReadonlySet<string> {
  const families = group(networks, ({ family }) => family);
  return new Set(
    [...families.values()].flatMap((members) =>
      [members.at(-1), size === 'wide' ? members[0] : undefined].flatMap((each) => each?.name ?? []),
    ),
  );
}

/** Networks by multiply-adds and by something else; null where nothing is known of that. */
export function networkChart(
  networks: readonly ShownNetwork[],
  up: Up,
  size: DrawingSize,
): PointChart | null {
  const { width, height, left, right, top, bottom, fontSize, radius } = sizes[size];
  const plot = { left, right: width - right, top, bottom: height - bottom };
  const known = networks.flatMap((network) => {
    const value = amountOf(network, up);
    return value === null ? [] : [{ network, value }];
  });
  if (known.length === 0) return null;
  const x = logAxis(
    known.map(({ network }) => network.multiplyAdds),
    plot.left,
    plot.right,
  );
  const ups = known.flatMap(({ network: { here }, value }) =>
    up === 'time' && here ? [here.lowerQuartile, value, here.upperQuartile] : [value],
  );
  const y = (up === 'accuracy' ? percentAxis : logAxis)(ups, plot.bottom, plot.top);
  const points = known.map(({ network, value }): ChartPoint => {
    const at = { x: place(x, network.multiplyAdds), y: place(y, value) };
    const { here } = network;
    return {
      id: network.name,
      ...at,
      ...looks[network.task],
      reading: words.reading(network, up),
      ...(up === 'time' &&
        here && {
          bar: { x1: at.x, x2: at.x, y1: place(y, here.upperQuartile), y2: place(y, here.lowerQuartile) },
        }),
    };
  });
  const names = named(
    known.map(({ network }) => network),
    size,
  );
  const labelled = known.flatMap(({ network }, index) =>
    names.has(network.name) ? [{ network, point: points[index]! }] : [],
  );
  const labels = placeLabels(
    labelled.map(({ network, point }) => ({ id: network.name, text: network.title, x: point.x, y: point.y })),
    {
      bounds: { ...plot, left: plot.left + 2, bottom: plot.bottom - 4 },
      fontSize,
      radius,
      // The other points, which have no name, are no place for one.
      lines: points.flatMap(({ id, x, y }) =>
        names.has(id) ? [] : [[x - radius, y, x + radius, y] as const],
      ),
    },
  );
  const tones = new Map(labelled.map(({ network }) => [network.name, looks[network.task].tone]));
  const log = (axis: Axis, room: number) => {
    const many = ticksOf(axis);
    return many.length > room ? ticksOf(axis, { sparse: true }) : many;
  };
  const yTicks = up === 'accuracy' ? ticksOf(y, { step: 5 }) : log(y, 10);
  return {
    width,
    height,
    plot,
    xTicks: log(x, size === 'wide' ? 9 : 5).map((value) => ({
      at: place(x, value),
      text: words.tick(value / 1e9),
    })),
    yTicks: yTicks.map((value) => ({ at: place(y, value), text: words.tick(value / unitOf[up]) })),
    xTitle: words.axes.multiplyAdds,
    yTitle: words.axes[up],
    lines: [],
    points,
    labels: labels.map((label) => ({ ...label, tone: tones.get(label.id) ?? 'ink' })),
    fontSize,
    radius,
  };
}
