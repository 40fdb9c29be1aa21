import { isWithin } from '../../../models/graph/scopes.ts';
import type { Term, WorkedValue } from '../../../models/operators/worked-value.ts';

/** Pixels that a value depends on through convolutions, ends included; `everything`: through gates or pooling, on all. */
export interface Reach {
  readonly box: readonly [top: number, left: number, bottom: number, right: number];
  readonly everything: boolean;
}

/** Worked values of a run by operator, and where they come from; `npm run figure-data` makes the file. */
export interface WorkedValues {
  readonly checkpoint: string;
  readonly picture: string;
  /** The class with the largest probability. */
  readonly label: string;
  readonly values: Readonly<Record<string, WorkedValue>>;
  /** What each of these values sees of the picture, by operator. */
  readonly reaches: Readonly<Record<string, Reach>>;
}

/** `−0.347`, `12.3`, `0.0041`: three significant digits, never an exponent. */
export function short(value: number): string {
  const size = Math.abs(value);
  const text =
    size === 0 ? '0' : size >= 100 ? size.toFixed(0) : size >= 0.01 ? size.toPrecision(3) : size.toFixed(4);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The windows of a dot product, one an input channel that it reads: as many terms as the window has cells, in reading order. */
export function windows(terms: readonly Term[]): readonly { channel: number; terms: readonly Term[] }[] {
  const byChannel = new Map<number, Term[]>();
  for (const term of terms) {
    const window = byChannel.get(term[0]);
    if (window === undefined) byChannel.set(term[0], [term]);
    else window.push(term);
  }
  return [...byChannel].map(([channel, window]) => ({ channel, terms: window }));
}

/** The values of one block: what the page carries from the start. */
export function valuesOf(all: WorkedValues, block: string): WorkedValues {
  const own = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([path]) => isWithin(path, block)));
  return { ...all, values: own(all.values), reaches: own(all.reaches) };
}
