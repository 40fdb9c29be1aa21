import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { Tick } from '../../parts/charts/frame.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import type { ChartPoint, PointChart } from '../../parts/charts/point-chart.ts';
import * as words from '../../words/en/figures/train-one.ts';

/** What the curves keep of a step. */
export interface StepSaid {
  readonly step: number;
  readonly loss: number;
  readonly right: number;
}

/** Steps that a point of a curve is the mean of: single steps of 64 pictures jump. */
export const meanOf = 25;

/** Means of the last steps at each step. */
export function smoothed(steps: readonly StepSaid[]): readonly StepSaid[] {
  let [loss, right] = [0, 0];
  return steps.map((each, i) => {
    loss += each.loss;
    right += each.right;
    const gone = steps[i - meanOf];
    if (gone !== undefined) {
      loss -= gone.loss;
      right -= gone.right;
    }
    const count = Math.min(i + 1, meanOf);
    return { step: each.step, loss: loss / count, right: right / count };
  });
}

const size = { width: 340, height: 190, fontSize: 12, radius: 4.5 };
const plot = { left: 36, top: 26, right: 314, bottom: 148 };
const across = (to: number): Axis => ({ kind: 'linear', from: 0, to, start: plot.left, end: plot.right });
const upwards = (to: number): Axis => ({
  ...{ kind: 'linear', from: 0, to },
  ...{ start: plot.bottom, end: plot.top },
});
const ticks = (
  axis: Axis,
  values: readonly number[],
  text: (value: number) => string = String,
): readonly Tick[] => values.map((value) => ({ at: place(axis, value), text: text(value) }));

/** Loss, or share named right in %, over the pictures that were seen. `highest`: of the loss's axis, what guessing costs. */
export function curveChart(
  of: 'loss' | 'right',
  steps: readonly StepSaid[],
  {
    batch,
    pictures,
    highest,
  }: { readonly batch: number; readonly pictures: number; readonly highest: number },
): PointChart {
  const x = across(pictures);
  const top = of === 'right' ? 100 : highest;
  const y = upwards(top);
  const value = (each: StepSaid) => (of === 'right' ? 100 * each.right : Math.min(top, each.loss));
  const line = smoothed(steps).map((each) => [place(x, each.step * batch), place(y, value(each))] as const);
  return {
    ...{ ...size, plot },
    xTicks: ticks(x, [0, pictures / 2, pictures], (count) => words.pictureCount(String(count))),
    yTicks: ticks(y, ticksOf(y, { step: of === 'right' ? 25 : 1 })),
    ...{ xTitle: words.picturesTitle, yTitle: of === 'right' ? words.rightTitle : words.lossTitle },
    lines: line.length < 2 ? [] : [{ key: of, tone: 'phi', look: 'strong', path: linePath(line) }],
    ...{ points: [], labels: [] },
  };
}

const compared = {
  ...{ width: 460, height: 270, fontSize: 12, radius: 4.5 },
  plot: { left: 36, top: 28, right: 446, bottom: 226 },
};

/** Multiply-adds against validation accuracy: our runs, and the reader's; those are filled that are as long as is asked, and began so. */
export function runsChart(
  ours: readonly words.Point[],
  yours: readonly words.Point[],
  asked: { readonly seen: number; readonly gain?: 0 | 1 },
): PointChart {
  const { plot: inside } = compared;
  const all = [...ours, ...yours].map(({ multiplyAdds }) => multiplyAdds / 1e6);
  const x: Axis = {
    ...{ kind: 'logarithmic', from: Math.min(0.3, ...all) / 1.15, to: Math.max(5, ...all) * 1.15 },
    ...{ start: inside.left, end: inside.right },
  };
  const y: Axis = { kind: 'linear', from: 0, to: 100, start: inside.bottom, end: inside.top };
  const points = (of: 'ours' | 'yours', runs: readonly words.Point[]): readonly ChartPoint[] =>
    runs.map((run, i) => ({
      id: `${of}-${i}`,
      x: place(x, run.multiplyAdds / 1e6),
      y: place(y, 100 * run.validation),
      tone: of === 'ours' ? 'ink' : 'phi',
      shape: of === 'ours' ? 'square' : 'circle',
      look: run.seen === asked.seen && (run.gain ?? 0) === (asked.gain ?? 0) ? 'solid' : 'open',
      reading: words.reading(of, run),
    }));
  return {
    ...compared,
    xTicks: ticks(x, ticksOf(x)),
    yTicks: ticks(y, ticksOf(y, { step: 20 })),
    ...{ xTitle: words.chartTitles.x, yTitle: words.chartTitles.y },
    ...{ lines: [], labels: [] },
    points: [...points('ours', ours), ...points('yours', yours)],
  };
}
