import { fixed, signed } from '../quantity.ts';

type Rule = 'unbounded' | 'softmax' | 'fastNormalized';

/** What is worth saying about two weights under a rule. */
export type Remark =
  | 'subtracts'
  | 'grows'
  | 'fades'
  | 'nearOne'
  | 'negativeIsFine'
  | 'onlyDifference'
  | 'nothingPasses'
  | 'oneIsOff'
  | 'onlyRatio';

export const title = 'Two maps, two weights, three rules';
export const rule: Readonly<Record<Rule, string>> = {
  unbounded: 'Unbounded',
  softmax: 'Softmax',
  fastNormalized: 'Fast normalized',
};
export const mixture = (by: Rule) => `The mixture by the ${rule[by].toLowerCase()} rule`;

export const scene = { alt: 'The scene that the maps are of, with its stickers', name: 'the picture' };
export const own = {
  label: (channel: number, side: number) =>
    `Channel ${channel} of the P3 input: fine, ${side} × ${side} cells`,
  name: 'P3 input',
  weight: (weight: number) => `w₁ = ${signed(weight, 2)}`,
  knob: 'w₁, of P3’s own input',
  short: 'P3',
};
export const above = {
  label: (channel: number) => `Channel ${channel} of the P4 top-down map, enlarged: half as fine`,
  name: 'P4 top-down, enlarged',
  weight: (weight: number) => `w₂ = ${signed(weight, 2)}`,
  knob: 'w₂, of what comes from P4',
  short: 'P4',
};

export const weightText = (weight: number) =>
  weight < 0 ? `${signed(weight, 2)}, 0 after ReLU` : fixed(weight, 2);

export const settings = {
  learned: 'As learned',
  even: 'Even',
  large: 'Both large',
  negative: 'One negative',
};

export const together = (sum: string) => `together ${sum}`;

export const remark: Readonly<Record<Remark, string>> = {
  subtracts: 'A negative weight subtracts its map.',
  grows: 'The sum grows with the weights.',
  fades: 'The sum fades with the weights.',
  nearOne: 'Nothing keeps the total near one.',
  negativeIsFine: 'Negative weights are fine: only the difference of the two counts.',
  onlyDifference: 'Only the difference of the two weights counts, through an exponential.',
  nothingPasses: 'ReLU makes zeros of both: nothing passes, and ε alone saves the division.',
  oneIsOff: 'ReLU makes zero of the negative one: its map is switched off.',
  onlyRatio: 'Only the ratio of the two weights counts, but for ε.',
};

export const failed =
  'The two maps could not be loaded, so the pictures keep showing the learned weights. The numbers follow the sliders; reload the page to try again.';

export const caption = (limit: number) =>
  `Blue is below zero, grey is zero, orange above; all five maps have one scale, ±${limit}, and values beyond it keep its end colours. With the fast normalized rule a weight goes through ReLU first.`;

export const source = (recorded: {
  readonly channel: number;
  readonly title: string;
  readonly seed: number;
}) =>
  `Channel ${recorded.channel} of what the node for P3’s output mixes in the first cell of “${recorded.title}”, trained by this project, for test scene ${recorded.seed}; values kept to 8 bits. Rules: Tan, Pang and Le 2020, Section 3.3.`;

export const columns = [
  'rule',
  'weight of P3 input',
  'weight of P4 top-down',
  'share of P3 input',
  'share of P4 top-down',
  'shares together',
];
