import { fixed } from '../quantity.ts';

export const title = 'Softmax against fast, on your machine';

export const here = {
  region: 'Measured here',
  caption: (device: string) => `Measured here${device ? `: ${device}` : ''}`,
  columns: { size: 'Size', softmax: 'softmax', fast: 'fast', ratio: 'softmax / fast', runs: 'runs' },
};

export const paper = {
  region: 'Table 6 of the paper',
  caption: 'The paper’s Table 6, on a GPU',
  columns: {
    network: 'Network',
    softmax: 'AP, softmax',
    fast: 'AP, fast',
    difference: 'difference',
    speedup: 'speedup',
  },
};

export const milliseconds = (value: number) => `${fixed(value, value < 100 ? 1 : 0)} ms`;

/** What is known of one size so far. */
interface Timing {
  readonly state: 'waiting' | 'loading' | 'running' | 'done' | 'stopped' | 'failed';
  readonly reason?: string;
}

/** `pairs` of runs there are, of `enough`. */
export function state({ state, reason }: Timing, pairs: number, enough: number): string {
  if (reason !== undefined) return reason;
  if (state === 'loading') return 'making both networks';
  if (state === 'running') return `${pairs} of ${enough} pairs`;
  if (state === 'stopped') return pairs > 0 ? `stopped after ${pairs} pairs` : 'stopped';
  return state === 'done' ? `${pairs} pairs` : 'not measured';
}

/** How many times as long softmax took, from the smallest ratio to the largest, and the sizes where noise does not explain it. */
export interface Verdict {
  readonly ratios: number;
  readonly low: number;
  readonly high: number;
  readonly apart: readonly string[];
}

/** What the measurements say; null where there are none yet. */
export function verdict(found: Verdict | null): string {
  if (found === null) return 'Nothing has been measured here yet.';
  const { ratios, low, high, apart } = found;
  const span = ratios === 1 ? `${fixed(low, 2)} times` : `${fixed(low, 2)} to ${fixed(high, 2)} times`;
  const clear =
    apart.length === 0
      ? 'The runs of the two overlap, so no difference can be told from noise'
      : `At ${apart.join(', ')} the middle halves of the runs do not overlap`;
  return `Here softmax takes ${span} as long as the fast rule. ${clear}.`;
}

export const sizeChoice = 'Sizes up to';
export const stop = 'Stop';
export const measure = 'Measure both rules';

export const caption =
  'Medians of whole runs of the detector, the two rules taking turns, after one run each to warm up. Weights are random, which changes no time. D6 and D7 are given weights here, although the released ones add plainly. Each step up costs about twice as much; a size that does not fit is refused with its numbers.';

export const source =
  'This engine knows the weights of all nodes before it starts, computes their shares once for each run, a few dozen numbers, and hands the device finished factors. Where a framework computes them on the device at every node, softmax means more small steps to wait for. Table 6: Tan, Pang and Le 2020.';

export const columns = [
  'size',
  'softmax median (ms)',
  'fast normalized median (ms)',
  'ratio',
  'pairs of runs',
];
