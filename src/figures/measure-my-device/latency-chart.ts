import { type Axis, place } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import * as words from '../../words/en/figures/measure-my-device-charts.ts';
import type { Chart, ChartData, JoinedLine } from './chart.ts';
import { noteOn } from './line-note.ts';
import { type Datum, logChart, unmeasured } from './log-chart.ts';
import { resultOf } from './logic.ts';

/** Lines through the measured networks of each series; the single dimensions start at B0. */
function seriesLines(data: readonly Datum[], x: Axis, y: Axis): JoinedLine[] {
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

const publishedId = ({ label }: { readonly label: string }) => `published-${label}`;

/** Latency against multiply-adds, both logarithmic, with a line along which time would follow the count. */
export function latencyChart(data: ChartData, size: DrawingSize): Chart {
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
      reading: words.measuredTime(each.label, median, lowerQuartile, upperQuartile),
    };
  });
  const published = data.published.flatMap(({ label, milliseconds, multiplyAdds, source }): Datum[] =>
    multiplyAdds === null
      ? []
      : [
          {
            id: publishedId({ label }),
            label: measured.length > 0 ? words.fromPaper(label) : label,
            mark: 'published',
            across: multiplyAdds,
            up: milliseconds,
            reading: words.publishedTime(label, milliseconds, source),
          },
        ],
  );
  const ours = new Set(data.published.flatMap((each) => (each.ours ? [publishedId(each)] : [])));
  const origin =
    measured.find(({ id }) => id === 'B0') ??
    [...measured].sort((a, b) => a.across - b.across)[0] ??
    published.find(({ id }) => ours.has(id));
  const rule = (x: Axis, y: Axis) => (origin ? clipped(x, y, origin) : null);
  return logChart(
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
      xTitle: words.axes.cost,
      yTitle: words.axes.time,
      lines: (x, y) => {
        const line = rule(x, y);
        return [
          ...(line ? [{ kind: 'proportional' as const, points: line }] : []),
          ...seriesLines(measured, x, y),
        ];
      },
      notes: (x, y, fontSize) => {
        const line = rule(x, y);
        return line ? [noteOn(words.proportional, line[0], line[1], 'end', fontSize)] : [];
      },
    },
    size,
  );
}
