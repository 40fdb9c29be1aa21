import type { Series } from '../../../../models/facts/candidates.ts';
import type { Rich } from '../../rich.ts';
import { bytes, exact, rounded, significant } from '../quantity.ts';

export const title = 'How far multiply-adds are from time: measure it on your device';
export const notDrawn = 'The part of the page that draws could not be loaded. Reload the page to try again.';

export const latency = { section: 'Latency against multiply-adds', label: 'latency chart' };
export const roofline = { section: 'Roofline', label: 'roofline' };
export const readChart = (label: string) => `The ${label}. Arrow keys read its points one by one.`;
export const pointAtOne = 'Point at a dot, or use the arrow keys, to read it.';
export const save = {
  button: (label: string, kind: string) => `Save the ${label} as ${kind.toUpperCase()}`,
  saved: (file: string) => `Saved as ${file}.`,
  failed: (file: string) => `This browser could not make ${file}. The other format may work.`,
};

export const tables = {
  summary: 'The networks and the published latencies as tables',
  needs: 'What each network needs, computed from its graph',
  published: 'Latencies that the paper published',
  needsColumns: [
    'network',
    'multiply-adds',
    'parameters, batch norms folded',
    'bytes moved',
    'multiply-adds a byte',
    'memory needed (bytes)',
    'largest array (bytes)',
  ],
  publishedColumns: ['network', 'milliseconds', 'multiply-adds', 'source'],
};

export const caption =
  'Hollow grey dots were published: one picture at a time on one core of a Xeon. GPipe, the fourth that the paper timed, has no dot, because the paper prints no multiply-adds for it. Ticks on the axis are chosen networks that were not measured yet, at their exact cost. Bars reach from the lower to the upper quartile of the runs. A run starts with the picture’s upload and ends when the answer is back; the first one, which compiles, is counted apart.';
export const memoryCaption =
  'Memory needed is computed: weights and the maps alive at the worst moment. Held is what the backend reports afterwards, with what it keeps for reuse.';
export const floorCaption =
  'On the roofline a dashed line leads from a network to what its own program could reach: every dispatch takes its start, and then the longer of computing and of moving what it reads and writes. Where joined operators move fewer bytes than the graph counts, that lies above the slope.';
export const source =
  'Single dimensions: the values of Tan and Le 2019, Figure 3. Published latencies: Table 4. Bytes moved: every map written and read once, every weight read once, as float32.';

export const own = {
  usePhi: 'The formula’s network at any φ',
  phi: 'φ, the compound coefficient',
  useOwn: 'A network of your own',
  depth: 'Depth coefficient',
  width: 'Width coefficient',
  resolution: 'Side of the picture',
  pixels: 'px',
};

export const pick: Readonly<Record<Exclude<Series, 'compound' | 'own'>, string>> & {
  readonly [key in 'all']: string;
} = {
  released: 'Released',
  depth: 'Depth alone',
  width: 'Width alone',
  resolution: 'Resolution alone',
  all: 'all',
};
export const pickAll = (series: string) => `${series}: all or none`;

export const panel = {
  unscripted: 'Measuring needs JavaScript. Without it the charts show what is published and computed.',
  starting: 'Starting the program',
  ceilings: 'Measuring the two ceilings',
  noCeilings: (reason: string) => `The device’s ceilings could not be measured: ${reason}`,
  /** `at` counts from 1. */
  measuring: (network: string, at: number, of: number) => `Measuring ${network}, ${at} of ${of}`,
  run: (run: number) => `run ${run}`,
  compiling: 'compiling',
  chooseOne: 'Choose a network to measure',
  measure: (networks: number) => `Measure ${networks} network${networks === 1 ? '' : 's'} here`,
  clear: 'Clear the results',
  runsOn: (runtime: string, adapter: string) => `Runs on ${runtime}: ${adapter}.`,
  stopped: 'Stopped; what was measured is kept.',
  /** In bytes, before compression. */
  terms: (programSize: string) =>
    `The weights are random: nothing is downloaded but the program that runs them, about ${programSize}, once you press.`,
  /** TF.js, one backend and the engine, before compression; test/browser measures it. */
  programSize: '1\u202fMB',
  setback: (network: string, reason: string): Rich => [['b', `${network}.`], ` ${reason}`],
};

export const tooLarge = {
  array: (needed: number, allowed: number) =>
    `Too large for this device: its largest array takes ${bytes(needed)}, and a buffer here may hold ${bytes(allowed)}. Try a smaller picture.`,
  memory: (needed: number, allowed: number) =>
    `Too large for this device: the network needs ${bytes(needed)} at once, and ${bytes(allowed)} are allowed here. Try fewer channels or a smaller picture.`,
};

/** `1.24 s`, `36.1 ms`. */
export const duration = (milliseconds: number) =>
  milliseconds >= 1000
    ? `${significant(milliseconds / 1000)}\u202fs`
    : `${significant(milliseconds)}\u202fms`;

const percentOf = (share: number) => `${significant(100 * share, 2)}\u202f%`;

export const results = {
  region: 'What was measured on this device',
  columns: [
    'measured here',
    'multiply-adds',
    'first run',
    'median',
    'quartiles',
    'runs',
    'multiply-adds a second',
    'memory needed',
    'held',
  ],
  /** What our own engine asks of the GPU in a run. */
  program: (network: string, dispatches: number, moved: number) =>
    `${network} is ${exact(dispatches)} dispatches here, which move ${bytes(moved)}.`,
  /** Milliseconds: of one more dispatch, and of the whole program at the least; the share of that speed that was reached, of 1. */
  least: (dispatch: number, program: number, reached: number) =>
    `At this device’s ceilings, and ${significant(dispatch * 1000, 2)}\u202fµs to start each, that takes ${duration(program)} at the least: the median reached ${percentOf(reached)} of that speed.`,
  amount: (value: number) => rounded(value, 3),
  quartiles: (lower: number, upper: number) => `${duration(lower)} – ${duration(upper)}`,
  bytes,
};
