import * as words from '../../words/en/figures/scaling-ladder.ts';
import { pace, type Step, type Timed } from './steps.ts';

/** One classifier of the ladder, as it stands before anything runs. */
export interface Rung extends Step {
  /** ImageNet accuracy in percent as the paper's Table 2 prints it. */
  readonly paper: { readonly top1: number; readonly top5: number };
}

/** What a network said of a picture. */
export interface Answer extends Timed {
  readonly top: readonly { readonly label: string; readonly probability: number }[];
}

export interface Answered {
  readonly rung: Rung;
  readonly answer: Answer;
}

/** `espresso` of `espresso, short black`: the first of the names that a label lists. */
export const firstName = (label: string): string => label.split(',')[0]?.trim() ?? label;

/** What the answers say together: whether they agree, and what the time does as the cost grows. Empty for fewer than two. */
export function comparison(answered: readonly Answered[]): string {
  const said = answered.flatMap(({ rung, answer }) => {
    const [first] = answer.top;
    return first === undefined ? [] : [{ rung, answer, first }];
  });
  const [smallest] = said;
  const largest = said.at(-1);
  if (said.length < 2 || smallest === undefined || largest === undefined) return '';
  const labels = new Set(said.map(({ first }) => first.label));
  const answers = said.map(({ rung, first }) => ({
    ...first,
    short: rung.short,
    label: firstName(first.label),
  }));
  const agreement =
    labels.size === 1 ? words.agree(answers, firstName(smallest.first.label)) : words.differ(answers);
  return [agreement, pace(smallest, largest)].filter((part) => part !== '').join(' ');
}
