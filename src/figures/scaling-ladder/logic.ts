import { times } from '../../components/quantity.ts';

/** One network of the ladder, as it stands before anything runs. */
export interface Rung {
  /** `B3`. */
  readonly short: string;
  /** A checkpoint that ships, or an id of the catalogue. */
  readonly id: string;
  readonly shipped: boolean;
  /** Side of its pictures in pixels. */
  readonly resolution: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** ImageNet accuracy in percent as the paper's Table 2 prints it. */
  readonly paper: { readonly top1: number; readonly top5: number };
  /** The checkpoint that is run here. */
  readonly weights: {
    readonly size: string;
    readonly title: string;
    /** As published for these weights, in percent; null where it is not stated. */
    readonly top1: number | null;
    readonly licence: string | null;
  };
}

/** What a network said of a picture. */
export interface Answer {
  readonly top: readonly { readonly label: string; readonly probability: number }[];
  /** Milliseconds of a run, the median of a few; null for the run that was made with the page. */
  readonly milliseconds: number | null;
  /** `WebGPU`. */
  readonly backend: string | null;
}

export interface Answered {
  readonly rung: Rung;
  readonly answer: Answer;
}

/** `espresso` of `espresso, short black`: the first of the names that a label lists. */
export const firstName = (label: string): string => label.split(',')[0]?.trim() ?? label;

/** Milliseconds as a reader wants them: `7.3 ms`, `128 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)}\u202fs`;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)}\u202fms`;
}

/** What the answers say together: whether they agree, and what the time does as the cost grows. Empty for fewer than two. */
export function comparison(answered: readonly Answered[]): string {
  const said = answered.flatMap(({ rung, answer }) => {
    const [first] = answer.top;
    return first === undefined ? [] : [{ rung, answer, first }];
  });
  const [smallest] = said;
  const largest = said.at(-1);
  if (said.length < 2 || smallest === undefined || largest === undefined) return '';
  const sure = ({ rung, first }: (typeof said)[number]) =>
    `${rung.short} ${(100 * first.probability).toFixed(1)}\u202f%`;
  const labels = new Set(said.map(({ first }) => first.label));
  const count = said.length === 2 ? 'Both' : `All ${said.length}`;
  const agreement =
    labels.size === 1
      ? `${count} say ${firstName(smallest.first.label)}: ${said.map(sure).join(', ')}.`
      : `They differ: ${said.map((each) => `${each.rung.short} says ${firstName(each.first.label)}`).join(', ')}.`;
  return [agreement, pace(smallest, largest)].filter((part) => part !== '').join(' ');
}

function pace(smallest: Answered, largest: Answered): string {
  const [first, last] = [smallest.answer.milliseconds, largest.answer.milliseconds];
  if (first === null || last === null || smallest.answer.backend !== largest.answer.backend) return '';
  const cost = times(largest.rung.multiplyAdds / smallest.rung.multiplyAdds, 2);
  return `${largest.rung.short} computes ${cost} as many multiply-adds as ${smallest.rung.short} and takes ${times(last / first, 2)} as long.`;
}

/** The value in the middle; of an even number the lower of the middle two. */
export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
}
