import { intensityOf } from '../../../models/facts/needs.ts';
import { floorOf } from '../../parts/bench/floor.ts';
import { type Axis, place } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import * as words from '../../words/en/figures/measure-my-device-charts.ts';
import type { Chart, ChartData, JoinedLine } from './chart.ts';
import { noteOn } from './line-note.ts';
import { type Datum, logChart, unmeasured } from './log-chart.ts';
import { attainable, type Ceilings, type Measurement, resultOf, ridge } from './logic.ts';

/** Speed against arithmetic intensity under the device's two ceilings (Williams, Waterman and Patterson's roofline). */
export function rooflineChart(data: ChartData, size: DrawingSize): Chart {
  const { ceilings } = data;
  const measured = data.measured.map((each): Datum => {
    const { achieved, intensity, lowerQuartile, upperQuartile } = resultOf(each);
    const share = ceilings && achieved / attainable(ceilings, intensity);
    const fastest = fastestOf(each, ceilings);
    return {
      id: each.id,
      label: each.label,
      mark: each.series,
      across: intensity,
      up: achieved,
      low: (1000 * each.multiplyAdds) / upperQuartile,
      high: (1000 * each.multiplyAdds) / lowerQuartile,
      reading: words.measuredSpeed(each.label, achieved, intensity, share, fastest),
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
            reading: words.publishedSpeed(label, (1000 * multiplyAdds) / milliseconds),
          },
        ],
  );
  const corner = ceilings ? ridge(ceilings) : null;
  return logChart(
    {
      data: [...measured, ...published],
      rug: unmeasured(data).map(({ candidate, figures }) => ({
        id: candidate.id,
        mark: candidate.series,
        across: intensityOf(figures),
      })),
      acrossAlso: corner === null ? [] : [corner * 0.6, corner * 2],
      upAlso: [
        ...(ceilings ? [ceilings.arithmetic * 1.2] : []),
        ...data.measured.flatMap((each) => fastestOf(each, ceilings) ?? []),
      ],
      xScale: 1,
      yScale: 1e9,
      xTitle: words.axes.intensity,
      yTitle: words.axes.speed,
      lines: (x, y) =>
        ceilings
          ? [
              { kind: 'ceiling', points: roof(ceilings, x, y) },
              ...data.measured.flatMap((each) => reach(each, ceilings, x, y)),
            ]
          : [],
      notes: (x, y, fontSize) => {
        if (!ceilings) return [];
        const [start, bend, end] = roof(ceilings, x, y);
        return [
          noteOn(words.memoryCeiling(ceilings.bandwidth), start!, bend!, 'start', fontSize),
          noteOn(words.arithmeticCeiling, bend!, end!, 'end', fontSize),
        ];
      },
    },
    size,
  );
}

/** Multiply-adds a second of a network whose program takes no longer than it must; null where no program of ours ran. */
function fastestOf(measurement: Measurement, ceilings: Ceilings | null): number | null {
  const floor = floorOf(measurement.program, resultOf(measurement).median, ceilings);
  return floor && measurement.multiplyAdds / (floor.leastMs / 1000);
}

/** Half the width of the mark at the end of what a program allows, in pixels. */
const capHalf = 4;

/** From a network's point to what its program allows, and a mark there. */
function reach(measurement: Measurement, ceilings: Ceilings, x: Axis, y: Axis): readonly JoinedLine[] {
  const fastest = fastestOf(measurement, ceilings);
  if (fastest === null) return [];
  const { achieved, intensity } = resultOf(measurement);
  const across = place(x, intensity);
  const [from, to] = [place(y, achieved), place(y, fastest)];
  const mark = measurement.series;
  return [
    {
      kind: 'floor',
      mark,
      points: [
        [across, from],
        [across, to],
      ],
    },
    {
      kind: 'series',
      mark,
      points: [
        [across - capHalf, to],
        [across + capHalf, to],
      ],
    },
  ];
}

function roof(ceilings: Ceilings, x: Axis, y: Axis): readonly (readonly [number, number])[] {
  const start = Math.max(x.from, y.from / ceilings.bandwidth);
  return [start, Math.max(start, ridge(ceilings)), x.to].map(
    (across) => [place(x, across), place(y, attainable(ceilings, across))] as const,
  );
}
