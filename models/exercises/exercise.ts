/** What every exercise has. `V` is what one variant of it is about. */
interface Common<V> {
  /** Known by it within its lesson: in addresses, in hand-ins. */
  readonly id: string;
  /** Of the lesson's goals, the one that it tests; null for one that opens or ends the lesson. */
  readonly goal: string | null;
  /** Every variant there is; the first is what paper and page show without a class word. */
  readonly variants: () => readonly V[];
}

/** The reader commits to a guess; it is set beside the truth and never marked. */
export interface Predict<V = unknown> extends Common<V> {
  readonly kind: 'predict';
  readonly truth: (variant: V) => number;
}

/** A number, right within `tolerance` (a share of the truth; 0 for whole counts). */
export interface Quantity<V = unknown> extends Common<V> {
  readonly kind: 'number';
  readonly tolerance: number;
  readonly truth: (variant: V) => number;
  /** What typical mistakes would give; null where a variant leaves no room for one. */
  readonly slips: Readonly<Record<string, (variant: V) => number | null>>;
}

/** One of several; the wrong ones are slips, known by their names. */
export interface Choose<V = unknown> extends Common<V> {
  readonly kind: 'choose' | 'fault';
  readonly options: readonly string[];
  readonly truth: (variant: V) => string;
}

/** Things to be put in order, the largest first, by a quantity that is computed. */
export interface Order<V = unknown> extends Common<V> {
  readonly kind: 'order';
  readonly items: (variant: V) => readonly { readonly id: string; readonly value: number }[];
  /** The order that a typical mistake would give. */
  readonly slips: Readonly<Record<string, (variant: V) => readonly string[]>>;
}

/** A text of the reader's own; a model answer and points to tick come after it. No machine marks it. */
export interface Explain<V = unknown> extends Common<V> {
  readonly kind: 'explain';
  readonly points: readonly string[];
}

export type Exercise<V = unknown> = Predict<V> | Quantity<V> | Choose<V> | Order<V> | Explain<V>;

/** A lesson: its exercises in order. */
export interface Lesson {
  readonly id: string;
  /** Hand-ins of another version are shown and not counted. */
  readonly version: number;
  readonly minutes: number;
  readonly goals: readonly string[];
  readonly exercises: readonly Exercise[];
}

/** An exercise as any: what is in a variant is known to its own functions alone. */
export const exercise = <V>(one: Exercise<V>): Exercise => one as Exercise;

/** Makes something when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
