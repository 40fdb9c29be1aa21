import { bytes, fixed, rounded, significant, times, upTo } from '../quantity.ts';

// What the charts of measure-my-device say; fetched with what lays them out.

/** A number in three digits, or as many as asked for. */
export const short = (value: number, digits = 3) => upTo(Number(value.toPrecision(digits)), 12);

export const axes = {
  cost: 'billion multiply-adds, log scale',
  time: 'milliseconds a picture, log scale',
  intensity: 'multiply-adds for each byte moved, log scale',
  speed: 'billion multiply-adds a second, log scale',
};

/** Milliseconds. */
export const measuredTime = (network: string, median: number, lower: number, upper: number) =>
  `${network}: ${short(median)} ms (half of the runs between ${short(lower)} and ${short(upper)} ms)`;
export const publishedTime = (network: string, milliseconds: number, source: string) =>
  `${network}: ${short(milliseconds)} ms on one core of a Xeon (${source})`;
export const fromPaper = (network: string) => `${network}, paper`;
export const proportional = 'if time followed multiply-adds';

/** Multiply-adds a second and a byte; `share` of what the intensity allows; `fastest`: what its own program allows. */
export const measuredSpeed = (
  network: string,
  speed: number,
  intensity: number,
  share: number | null,
  fastest: number | null,
) => {
  const of = share === null ? '' : `, ${short(100 * share, 2)}\u202f% of what its intensity allows`;
  const program =
    fastest === null
      ? ''
      : `; its own program could reach ${short(fastest / 1e9)} billion, of which this is ${short((100 * speed) / fastest, 2)}\u202f%`;
  return `${network}: ${short(speed / 1e9)} billion multiply-adds a second at ${short(intensity)} a byte${of}${program}`;
};
export const publishedSpeed = (network: string, speed: number) =>
  `${network}: ${short(speed / 1e9)} billion multiply-adds a second on one core of a Xeon, from the published latency`;
/** Bytes a second. */
export const memoryCeiling = (bandwidth: number) => `memory: ${short(bandwidth / 1e9)} GB a second`;
export const arithmeticCeiling = 'arithmetic';

const subjects = {
  latency: 'Latency in milliseconds against multiply-adds, both on logarithmic axes',
  roofline: 'Multiply-adds a second against multiply-adds for each byte moved, both on logarithmic axes',
};

/** A chart for those who cannot see it. */
export const description = (kind: keyof typeof subjects, readings: readonly string[], measured: number) => {
  const state = measured === 0 ? 'Nothing was measured here yet' : `${measured} measured here`;
  return `${subjects[kind]}. ${state}. ${readings.join('; ')}.`;
};

/** Ratios of multiply-adds and of time. */
export const paperLesson = (work: number, time: number) =>
  `In the paper’s own measurement B7 has ${times(work, 2)} the multiply-adds of B1 and takes ${times(time, 2)} as long. Multiply-adds are not time.`;

export const lesson = {
  ends: (large: string, small: string, work: number, time: number) =>
    `${large} has ${times(work)} the multiply-adds of ${small} and took ${times(time)} as long here.`,
  slope: (value: number) =>
    `The slope of log latency over log multiply-adds is ${fixed(value, 2)}: twice the multiply-adds, ${times(2 ** value)} the time.`,
  alone: (
    slopes: readonly { readonly dimension: 'depth' | 'width' | 'resolution'; readonly value: number }[],
  ) => {
    const names = { depth: 'depth alone', width: 'width alone', resolution: 'resolution alone' };
    const each = slopes.map(({ dimension, value }) => `${fixed(value, 2)} with ${names[dimension]}`);
    return `Along one dimension the slope is ${list(each)}.`;
  },
  /** The most that a multiply-add of one takes of another’s time. */
  close: (ratio: number) =>
    `Here time follows the count closely: no network’s multiply-add takes more than ${times(ratio)} as long as another’s.`,
  apart: (slow: string, fast: string, ratio: number) =>
    `A multiply-add of ${slow} takes ${times(ratio)} as long as one of ${fast}: multiply-adds are not time.`,
};

/** `a, b and c`. */
const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Multiply-adds and bytes a second; `ridge` in multiply-adds a byte. */
export const roof = (arithmetic: number, bandwidth: number, ridge: number) =>
  `This device reaches ${rounded(arithmetic, 3)} multiply-adds a second in a matrix product and moves ${bytes(bandwidth)} a second, so below ${significant(ridge)} multiply-adds a byte memory is what limits.`;

/** Shares of 1. */
export const underRoof = (network: string, ofCeiling: number, ofIntensity: number) => {
  const share = (value: number) => `${significant(100 * value, 2)}\u202f%`;
  return `${network} reaches ${share(ofCeiling)} of the arithmetic ceiling, and ${share(ofIntensity)} of what its own intensity allows.`;
};
