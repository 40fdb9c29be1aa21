import type { PublishedLatency } from '../../../models/facts/published-latencies.ts';
import * as words from '../../words/en/figures/measure-my-device-charts.ts';
import type { Chart } from './chart.ts';
import { attainable, type Ceilings, type Measurement, resultOf, ridge, slope } from './logic.ts';

/** Networks whose multiply-adds differ by less in time are said to follow the count. */
const closeEnough = 1.15;

/** What the paper's own two measurements say, before the reader has any. */
export function publishedLesson(published: readonly PublishedLatency[]): string {
  const [small, large] = ['B1', 'B7'].map((name) => published.find(({ label }) => label === name));
  if (!small?.multiplyAdds || !large?.multiplyAdds) return '';
  const work = large.multiplyAdds / small.multiplyAdds;
  const time = large.milliseconds / small.milliseconds;
  return words.paperLesson(work, time);
}

/** What the reader's measurements say about counting multiply-adds; empty before there are two. */
export function lesson(measured: readonly Measurement[]): string {
  const sentences: string[] = [];
  const released = measured
    .filter(({ series }) => series === 'released')
    .sort((a, b) => a.multiplyAdds - b.multiplyAdds);
  const [small, large] = [released[0], released.at(-1)];
  if (small && large && small !== large) {
    const work = large.multiplyAdds / small.multiplyAdds;
    const time = resultOf(large).median / resultOf(small).median;
    sentences.push(words.lesson.ends(large.label, small.label, work, time));
    sentences.push(words.lesson.slope(slope(released) ?? Number.NaN));
  }
  const baseline = measured.filter(({ id }) => id === 'B0');
  const single = (['depth', 'width', 'resolution'] as const).flatMap((dimension) => {
    const value = slope([...baseline, ...measured.filter(({ series }) => series === dimension)]);
    return value === null ? [] : [{ dimension, value }];
  });
  if (single.length > 0) sentences.push(words.lesson.alone(single));
  if (measured.length > 1) sentences.push(verdict(measured));
  return sentences.join(' ');
}

/** Whether counting multiply-adds would have told the time: from the fastest and the slowest multiply-add. */
function verdict(measured: readonly Measurement[]): string {
  const sorted = [...measured].sort((a, b) => resultOf(a).achieved - resultOf(b).achieved);
  const [slow, fast] = [sorted[0]!, sorted.at(-1)!];
  const ratio = resultOf(fast).achieved / resultOf(slow).achieved;
  return ratio < closeEnough ? words.lesson.close(ratio) : words.lesson.apart(slow.label, fast.label, ratio);
}

/** What stands under the roof: how far from it the networks stay. */
export function roofSentence(measured: readonly Measurement[], ceilings: Ceilings): string {
  const start = words.roof(ceilings.arithmetic, ceilings.bandwidth, ridge(ceilings));
  const first = measured.find(({ id }) => id === 'B0') ?? measured[0];
  if (first === undefined) return start;
  const { achieved, intensity } = resultOf(first);
  const [ofCeiling, ofIntensity] = [ceilings.arithmetic, attainable(ceilings, intensity)].map(
    (most) => achieved / most,
  ) as [number, number];
  return `${start} ${words.underRoof(first.label, ofCeiling, ofIntensity)}`;
}

/** A chart for those who cannot see it. */
export function chartWords(kind: 'latency' | 'roofline', chart: Chart, measured: number): string {
  return words.description(
    kind,
    chart.points.map(({ reading }) => reading),
    measured,
  );
}
