import type { Rich } from '../../rich.ts';
import { exact, percent } from '../quantity.ts';

export const title = 'By the reward that found it, B0 beats even the larger members of its family';
export const costAxis = 'billion multiply-adds, log scale';
export const accuracyAxis = 'ImageNet top-1, %';
export const knob = 'Cost of a candidate';
export const unit = 'million multiply-adds';

/** `needed` in percent. */
export const sentence = (millions: number, needed: number) =>
  `At ${exact(millions)} million multiply-adds a network needs ${percent(needed)} top-1 to score as B0 does.`;

export const description = (said: string) =>
  `Top-1 accuracy against multiply-adds, with the line of networks that score as B0 does. ${said}`;

export const caption: Rich = [
  'The line joins all networks that the objective ACC·(FLOPS/T)',
  ['sup', 'w'],
  ' values as highly as B0; what lies below it scores less. The circle on it is arithmetic, not a network: none was trained there.',
];

export const source = 'Dots: accuracies and costs as printed, Tan and Le 2019, Table 2.';
