import type { Calibration } from '../../../models/heads/calibration.ts';
import type { ThresholdPoint } from '../../../models/heads/precision-recall.ts';
import type { CurvePoint } from '../../../models/heads/training.ts';
import { type Axis, place } from '../../parts/charts/axis.ts';
import type { ChartFrame, Tick } from '../../parts/charts/frame.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import type { ChartLine, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/train-a-head.ts';

const size = { width: 380, height: 250, fontSize: 12, radius: 4 };
const plot = { left: 40, top: 26, right: 368, bottom: 206 };

interface Titles {
  readonly x: string;
  readonly y: string;
}

const across = (from: number, to: number): Axis => ({
  kind: 'linear',
  from,
  to,
  start: plot.left,
  end: plot.right,
});
const upwards = (from: number, to: number): Axis => ({
  kind: 'linear',
  from,
  to,
  start: plot.bottom,
  end: plot.top,
});

const ticks = (axis: Axis, values: readonly number[]): readonly Tick[] =>
  values.map((value) => ({ at: place(axis, value), text: String(value) }));

function frame(x: Axis, y: Axis, xs: readonly number[], ys: readonly number[], titles: Titles): ChartFrame {
  return { ...size, plot, xTicks: ticks(x, xs), yTicks: ticks(y, ys), xTitle: titles.x, yTitle: titles.y };
}

/** Some round values from 0 to `most`. */
function roundTo(most: number): readonly number[] {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

/** Losses of learning and of validation over the steps; the kept step is marked. */
export function lossChart(curve: readonly CurvePoint[], kept: number | null): PointChart {
  const last = Math.max(1, curve.at(-1)?.step ?? 1);
  const losses = curve.flatMap(({ loss, validationLoss }) => [loss, validationLoss ?? 0]);
  const top = Math.max(0.1, ...losses);
  const [x, y] = [across(0, last), upwards(0, top * 1.05)];
  const line = (
    key: string,
    tone: string,
    look: ChartLine['look'],
    value: (point: CurvePoint) => number | null,
  ) => {
    const points = curve.flatMap((point): (readonly [number, number])[] => {
      const at = value(point);
      return at === null ? [] : [[place(x, point.step), place(y, at)]];
    });
    return points.length === 0 ? [] : [{ key, tone, ...(look && { look }), path: linePath(points) }];
  };
  const at = curve.find(({ step }) => step === kept);
  const value = at?.validationLoss ?? at?.loss;
  return {
    ...frame(x, y, roundTo(last).filter(Number.isInteger), roundTo(top * 1.05), words.lossTitles),
    lines: [
      ...line('learnt', 'ink', 'plain', ({ loss }) => loss),
      ...line('validation', 'phi', 'strong', ({ validationLoss }) => validationLoss),
    ],
    points:
      at === undefined || value === undefined || value === null
        ? []
        : [{ id: 'kept', x: place(x, at.step), y: place(y, value), tone: 'phi' }],
    labels: [],
  };
}

const halves = [0, 0.25, 0.5, 0.75, 1];

/** Precision over recall, from the highest threshold to the lowest; the chosen one is marked. */
export function precisionRecallChart(curve: readonly ThresholdPoint[], now: ThresholdPoint): PointChart {
  const [x, y] = [across(0, 1), upwards(0, 1)];
  const spot = ({ recall, precision }: ThresholdPoint) =>
    [place(x, recall ?? 0), place(y, precision ?? 0)] as const;
  return {
    ...frame(x, y, halves, halves, words.precisionRecallTitles),
    lines: [{ key: 'curve', tone: 'phi', look: 'strong', path: linePath(curve.map(spot)) }],
    points: [
      ...curve.map((each, i) => ({
        id: `${i}`,
        x: spot(each)[0],
        y: spot(each)[1],
        tone: 'phi',
        look: 'open' as const,
      })),
      ...(now.precision === null || now.recall === null
        ? []
        : [{ id: 'now', x: spot(now)[0], y: spot(now)[1], tone: 'ink', shape: 'diamond' as const }]),
    ],
    labels: [],
  };
}

/** Share that was right over the probability that was said, a point a bin; on the diagonal both are the same. */
export function calibrationChart({ bins }: Calibration): PointChart {
  const [x, y] = [across(0, 1), upwards(0, 1)];
  const points = bins.flatMap(({ from, confidence, accuracy, count }) =>
    confidence === null || accuracy === null
      ? []
      : [
          {
            id: `${from}`,
            x: place(x, confidence),
            y: place(y, accuracy),
            tone: 'phi',
            reading: words.calibrationReading(confidence, accuracy, count),
          },
        ],
  );
  const diagonal = linePath([
    [place(x, 0), place(y, 0)],
    [place(x, 1), place(y, 1)],
  ]);
  return {
    ...frame(x, y, halves, halves, words.calibrationTitles),
    lines: [
      { key: 'diagonal', tone: 'ink', look: 'guide', path: diagonal },
      {
        key: 'bins',
        tone: 'phi',
        look: 'plain',
        path: linePath(points.map((each) => [each.x, each.y] as const)),
      },
    ],
    points,
    labels: [],
  };
}
