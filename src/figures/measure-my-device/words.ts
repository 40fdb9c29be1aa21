import type { PublishedLatency } from '../../../models/facts/published-latencies.ts';
import { bytes, rounded, significant, times } from '../../words/en/quantity.ts';
import type { Chart } from './chart.ts';
import { attainable, type Ceilings, type Measurement, resultOf, ridge, slope } from './logic.ts';

/** Networks whose multiply-adds differ by less in time are said to follow the count. */
const closeEnough = 1.15;

const seriesNames = {
  depth: 'depth alone',
  width: 'width alone',
  resolution: 'resolution alone',
} as const;

/** What the paper's own two measurements say, before the reader has any. */
export function publishedLesson(published: readonly PublishedLatency[]): string {
  const [small, large] = ['B1', 'B7'].map((name) => published.find(({ label }) => label === name));
  if (!small?.multiplyAdds || !large?.multiplyAdds) return '';
  const work = large.multiplyAdds / small.multiplyAdds;
  const time = large.milliseconds / small.milliseconds;
  return `In the paper’s own measurement B7 has ${times(work, 2)} the multiply-adds of B1 and takes ${times(time, 2)} as long. Multiply-adds are not time.`;
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
    sentences.push(
      `${large.label} has ${times(work)} the multiply-adds of ${small.label} and took ${times(time)} as long here.`,
    );
    sentences.push(powerOf(released));
  }
  const baseline = measured.filter(({ id }) => id === 'B0');
  const single = (['depth', 'width', 'resolution'] as const).flatMap((dimension) => {
    const value = slope([...baseline, ...measured.filter(({ series }) => series === dimension)]);
    return value === null ? [] : [`${value.toFixed(2)} with ${seriesNames[dimension]}`];
  });
  if (single.length > 0) sentences.push(`Along one dimension the slope is ${listed(single)}.`);
  if (measured.length > 1) sentences.push(verdict(measured));
  return sentences.join(' ');
}

/** Whether counting multiply-adds would have told the time: from the fastest and the slowest multiply-add. */
function verdict(measured: readonly Measurement[]): string {
  const sorted = [...measured].sort((a, b) => resultOf(a).achieved - resultOf(b).achieved);
  const [slow, fast] = [sorted[0]!, sorted.at(-1)!];
  const ratio = resultOf(fast).achieved / resultOf(slow).achieved;
  if (ratio < closeEnough)
    return `Here time follows the count closely: no network’s multiply-add takes more than ${times(ratio)} as long as another’s.`;
  return `A multiply-add of ${slow.label} takes ${times(ratio)} as long as one of ${fast.label}: multiply-adds are not time.`;
}

function powerOf(released: readonly Measurement[]): string {
  const value = slope(released) ?? Number.NaN;
  return `The slope of log latency over log multiply-adds is ${value.toFixed(2)}: twice the multiply-adds, ${times(2 ** value)} the time.`;
}

/** What stands under the roof: how far from it the networks stay. */
export function roofSentence(measured: readonly Measurement[], ceilings: Ceilings): string {
  const start = `This device reaches ${rounded(ceilings.arithmetic, 3)} multiply-adds a second in a matrix product and moves ${bytes(ceilings.bandwidth)} a second, so below ${significant(ridge(ceilings))} multiply-adds a byte memory is what limits.`;
  const first = measured.find(({ id }) => id === 'B0') ?? measured[0];
  if (first === undefined) return start;
  const { achieved, intensity } = resultOf(first);
  const share = (value: number): string => `${significant(100 * value, 2)}\u202f%`;
  return `${start} ${first.label} reaches ${share(achieved / ceilings.arithmetic)} of the arithmetic ceiling, and ${share(achieved / attainable(ceilings, intensity))} of what its own intensity allows.`;
}

/** `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** A chart for those who cannot see it. */
export function chartWords(kind: 'latency' | 'roofline', chart: Chart, measured: number): string {
  const subject =
    kind === 'latency'
      ? 'Latency in milliseconds against multiply-adds, both on logarithmic axes'
      : 'Multiply-adds a second against multiply-adds for each byte moved, both on logarithmic axes';
  const state = measured === 0 ? 'Nothing was measured here yet' : `${measured} measured here`;
  return `${subject}. ${state}. ${chart.points.map(({ reading }) => reading).join('; ')}.`;
}
