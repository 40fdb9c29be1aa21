import type { Guideline } from '../../../../models/facts/guidelines.ts';
import { fixed, rounded } from '../quantity.ts';

export const title = 'Equal multiply-adds, unequal time: the four guidelines, measured here';

export const guidelineWords: Readonly<Record<Guideline, { readonly short: string; readonly says: string }>> =
  {
    ratio: {
      short: 'channel ratio',
      says: 'A 1 × 1 convolution is fastest with as many channels in as out.',
    },
    groups: { short: 'groups', says: 'Groups make a convolution wider for the same cost, and slower.' },
    fragments: { short: 'fragments', says: 'Many small steps are slower than one large one.' },
    elementwise: { short: 'element-wise', says: 'ReLU and addition cost no multiply-adds, and time.' },
  };

const others: Readonly<Record<string, string>> = {
  '1': 'one convolution',
  '2-series': 'two, one after the other',
  '4-series': 'four, one after the other',
  '2-parallel': 'two, side by side',
  '4-parallel': 'four, side by side',
  both: 'ReLU and shortcut',
  'no-shortcut': 'no shortcut',
  'no-relu': 'no ReLU',
  neither: 'neither',
};

export function formTitle(guideline: Guideline, id: string): string {
  if (guideline === 'ratio') return `${id} channels`;
  if (guideline === 'groups') return id === '1' ? 'one group' : `${id} groups`;
  return others[id] ?? '';
}

/** What the measurement says, or that there is none yet. */
export function verdictSentence(
  forms: readonly { readonly title: string; readonly ratio: number | null }[],
): string {
  const [first, ...rest] = forms.filter(({ ratio }) => ratio !== null);
  if (first === undefined) return 'Nothing has been measured here yet.';
  const said = rest.map(({ title: name, ratio }) => `${name} ${fixed(ratio ?? 0, 2)} times as long`);
  return `On this device, at equal multiply-adds: ${first.title} takes the time that all are measured by; ${said.join(', ')}.`;
}

export const columns = [
  'form',
  'multiply-adds',
  'median here (ms)',
  'lower quartile',
  'upper quartile',
  'runs',
  'time over the first, here',
  'in the paper',
];
export const tableCaption = 'Time of each form';
export const here = 'here';
export const paper = 'paper';
export const notMeasured = 'not measured';
export const guidelineChoice = 'Experiment';
export const measure = 'Measure all forms';
export const stop = 'Stop';
export const caption =
  'Bars: time over that of the first form, here and in the paper. Medians with the middle half of the runs, all forms taking turns after one run each to warm up. Weights are random, which changes no time. The forms of an experiment differ in multiply-adds by less than one in a hundred.';
export const source =
  'Paper: Ma et al. 2018, Tables 1 to 4, each at its smallest size, on a GPU; speeds as printed, turned into times. Its networks have other channels than these.';

export const cost = (multiplyAdds: number) => `${rounded(multiplyAdds, 4)} multiply-adds`;
export const ratio = (value: number) => `${fixed(value, 2)}×`;
export const rounds = (done: number, all: number) => `${done} of ${all} rounds`;
/** `over`: the time over the first form's; the runs' own in milliseconds. */
export const time = (
  over: number,
  runs: { readonly median: number; readonly lowerQuartile: number; readonly upperQuartile: number },
) =>
  `${ratio(over)}, ${fixed(runs.median, 2)} ms (${fixed(runs.lowerQuartile, 2)} to ${fixed(runs.upperQuartile, 2)})`;
