import type { NetworkTask } from '../../../../models/facts/every-network.ts';
import type { Library } from '../../../../models/snippets/snippet.ts';
import type { Rich } from '../../rich.ts';
import { percent, rounded, significant, times, upTo } from '../quantity.ts';
import { library } from '../take-along.ts';

export const title = 'Which network to take, by what you can pay';
export const taskChoice = 'For';
export const task: Readonly<Record<NetworkTask, string>> = {
  classification: 'naming a picture',
  detection: 'boxes',
  segmentation: 'every pixel',
};
export const workChoice = 'Multiply-adds at most';
export const sizeChoice = 'Parameters at most';
export const timeChoice = 'Time on this device at most';
export const weightsChoice = 'Weights';
export const runtimeChoice = 'Built by';
const any = 'any';
export const work = (value: number) => (Number.isFinite(value) ? `${upTo(value / 1e9, 1)} billion` : any);
export const size = (value: number) => (Number.isFinite(value) ? `${upTo(value / 1e6, 1)} million` : any);
export const time = (value: number) => (Number.isFinite(value) ? `${value}\u202fms` : any);
export const weights = { any, licensed: 'published, licence stated' } as const;
export const runtime = (of: 'any' | Library) => (of === 'any' ? any : library[of]);
export const libraryNames = library;

interface Told {
  readonly title: string;
  readonly accuracy: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  readonly here: number | null;
}
const metric: Readonly<Record<NetworkTask, string>> = {
  classification: 'top-1 on ImageNet',
  detection: 'AP on COCO',
  segmentation: 'mean IoU on Cityscapes',
};
const here = (value: number | null) => (value === null ? '' : `, ${significant(value, 3)}\u202fms here`);

/** The answer: the network to take. */
export const take = (of: NetworkTask, best: Told): Rich => [
  ['b', best.title],
  `: ${percent(best.accuracy)} ${metric[of]} as published, ${rounded(best.multiplyAdds)} multiply-adds, ${rounded(best.parameters)} parameters${here(best.here)}.`,
];
export const cheaper = (best: Told, other: Told): Rich => [
  ['b', other.title],
  ` is within a point of it (${percent(other.accuracy)}) for ${times(best.multiplyAdds / other.multiplyAdds)} fewer multiply-adds${here(other.here)}.`,
];
export const nothing =
  'No network of this site with a published accuracy meets all of that. Allow more of something.';
export const untimed = (count: number) =>
  `${count} network${count === 1 ? ' meets' : 's meet'} the rest and ${count === 1 ? 'was' : 'were'} not timed here yet; the button measures ${count === 1 ? 'it' : 'them'}.`;
export const columns = [
  'network',
  'published accuracy (%)',
  'multiply-adds',
  'parameters, batch norms folded',
  'median here (ms)',
  'libraries',
  'licences of weights',
];
export const tableCaption = 'All networks that meet what is asked, the most accurate first';
export const caption =
  'The answer is computed from the tables of this site: published accuracies, exact counts, the libraries in which code to copy was proved, and the catalogue of weights. An accuracy belongs to the training that was published with it; a newer recipe may lift any of them. Networks without a published accuracy that could be read are left out.';
export const source =
  'Accuracies: models/published in the repository, row by row. Licences: as stated where the weights are published.';
