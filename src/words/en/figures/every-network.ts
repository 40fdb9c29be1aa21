import type { KnownNetwork } from '../../../../models/facts/every-network.ts';
import { exact, fixed, percent, rounded, significant, times, upTo } from '../quantity.ts';

type Task = KnownNetwork['task'] | 'all';
type Up = 'bytesMoved' | 'parameters' | 'accuracy' | 'time';
interface Here {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

export const title = 'Every network of this site: what it counts, and how long it takes here';
export const taskChoice = 'Task';
export const task: Readonly<Record<Task, string>> = {
  classification: 'classifiers',
  detection: 'detectors',
  segmentation: 'segmenters',
  all: 'all of them',
};
export const upChoice = 'Against multiply-adds';
export const up: Readonly<Record<Up, string>> = {
  bytesMoved: 'bytes moved',
  parameters: 'parameters',
  accuracy: 'published accuracy',
  time: 'time here',
};
export const most = 'Multiply-adds';
export const limit = (value: number) =>
  Number.isFinite(value) ? `up to ${upTo(value / 1e9, 1)} billion` : 'any number';
export const networks = (count: number) => `${count} network${count === 1 ? '' : 's'}`;
export const axes: Readonly<Record<Up | 'multiplyAdds', string>> = {
  multiplyAdds: 'multiply-adds (billions)',
  bytesMoved: 'bytes moved (millions)',
  parameters: 'parameters (millions)',
  accuracy: 'published accuracy (%)',
  time: 'milliseconds here, median',
};
export const tick = (value: number) => (value >= 1 ? upTo(value, 0) : significant(value, 1));

const metric = { classification: 'top-1', detection: 'AP', segmentation: 'mean IoU' } as const;
const milliseconds = (value: number) => `${significant(value, 3)}\u202fms`;

/** What of a detector that looks twice its numbers are of. */
const stages = ({ regions, firstStageAlone }: Pick<KnownNetwork, 'regions' | 'firstStageAlone'>) => {
  if (regions !== null) return `, both stages, ${exact(regions)} regions`;
  return firstStageAlone ? ', first stage alone' : '';
};

/** A point in words. */
export function reading(network: KnownNetwork & { readonly here: Here | null }, shown: Up): string {
  const { title: name, multiplyAdds, here, accuracy } = network;
  const start = `${name}: ${rounded(multiplyAdds)} multiply-adds`;
  const stage = stages(network);
  switch (shown) {
    case 'bytesMoved':
      return `${start}, ${rounded(network.bytesMoved)} bytes moved${stage}.`;
    case 'parameters':
      return `${start}, ${rounded(network.parameters)} parameters${stage}.`;
    case 'accuracy':
      return `${start}${stage}, published with ${metric[network.task]} ${percent(accuracy?.value ?? 0)}.`;
    case 'time':
      return `${start}${stage}, ${milliseconds(here?.median ?? 0)} here, quartiles ${milliseconds(here?.lowerQuartile ?? 0)} and ${milliseconds(here?.upperQuartile ?? 0)}.`;
  }
}

export const readChart = 'The chart. Arrow keys read its points one by one.';
export const pointAtOne = 'Point at a mark, or use the arrow keys, to read it.';
export const description = (of: Task, shown: Up, count: number, range: readonly [string, string]) =>
  `${count} ${task[of]} by multiply-adds and ${up[shown]}, from ${range[0]} to ${range[1]}.`;
export const nothing =
  'No network of this choice has a published accuracy. Choose another task, or allow more multiply-adds.';

const correlation = (value: number | null) => (value === null ? 'none' : fixed(value, 2).replace('-', '−'));

/** What the exact numbers say before anything was measured. */
export function exactLesson(
  count: number,
  ranks: number | null,
  reversal:
    | { readonly more: string; readonly less: string; readonly work: number; readonly gain: number }
    | undefined,
): string {
  if (ranks === null) return 'Three networks or more are needed for an order.';
  const start = `Nothing was measured here yet, and no time is shown. What is exact: over these ${count} networks the rank correlation of multiply-adds with bytes moved is ${correlation(ranks)}.`;
  if (reversal === undefined) return start;
  const { more, less, work, gain } = reversal;
  return `${start} ${more} does ${times(work)} the multiply-adds of ${less} and moves ${times(gain)} fewer bytes.`;
}

/** What the measured times say. */
export function timeLesson(
  found: {
    readonly networks: number;
    readonly multiplyAdds: number | null;
    readonly bytesMoved: number | null;
    readonly parameters: number | null;
  },
  reversal:
    | { readonly more: string; readonly less: string; readonly work: number; readonly gain: number }
    | undefined,
): string {
  if (found.multiplyAdds === null)
    return `${networks(found.networks)} measured here: three or more are needed for an order.`;
  const start = `Over the ${found.networks} networks measured here, the rank correlation of time with multiply-adds is ${correlation(found.multiplyAdds)}, with bytes moved ${correlation(found.bytesMoved)}, with parameters ${correlation(found.parameters)}.`;
  if (reversal === undefined)
    return `${start} No network with more multiply-adds was faster than one with fewer.`;
  const { more, less, work, gain } = reversal;
  return `${start} ${more} does ${times(work)} the multiply-adds of ${less}, and was ${times(gain)} faster.`;
}

/** A network of two stages says wherever its numbers stand what they are of. */
export const nameInTable = (network: Pick<KnownNetwork, 'title' | 'regions' | 'firstStageAlone'>) =>
  network.title + stages(network);

export const columns = [
  'network',
  'picture',
  'published accuracy (%)',
  'multiply-adds',
  'parameters, batch norms folded',
  'bytes moved',
  'median here (ms)',
  'lower quartile (ms)',
  'upper quartile (ms)',
];
export const tableCaption =
  'The networks that the chart shows, exact and published, with what was measured here';
export const caption =
  'Circles are classifiers, squares detectors, triangles segmenters. Each has the picture size of its own paper, so a line down is no fair race between tasks. ThunderNets count and run both stages: the regions are chosen between them as the network’s answers say, as many as the release keeps, and where seeded weights propose fewer, some are looked at twice. Light-Head R-CNN counts and runs its first stage alone, for this site’s graph of it does not place the anchors that regions are chosen by. Weights are drawn from a seed: what a weight is does not change how long it takes. Bars reach from the lower to the upper quartile of the runs.';
export const source =
  'Counts: this site’s graphs, batch norms folded; bytes moved are every map written and read once, every weight read once, as float32. Accuracies: the papers’ tables and the libraries’ own records, listed in the repository, row by row (models/published); a row is missing where no source could be read.';
