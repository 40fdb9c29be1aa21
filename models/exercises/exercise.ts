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

/** What is read off a figure on the reader’s own page, from what its `result` event says: nothing of it is known before. */
export interface Measured<V> {
  /** The figure, by its schema’s id. */
  readonly figure: string;
  /** The numbers that count of what the figure says; null where it says none of them, as before a run. They are handed in beside the answer. */
  readonly measured: (result: unknown, variant: V) => readonly number[] | null;
}

/** A guess at what a figure will find on this page: set beside the figure’s own number once there is one, and never marked. */
export interface PredictRun<V = unknown> extends Common<V>, Measured<V> {
  readonly kind: 'predict';
  /** What was to be guessed, of what was measured. */
  readonly found: (measured: readonly number[], variant: V) => number;
}

/** A number that is right from `from` to `to`; `value` is what it is. */
export interface Band {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** A number of the reader’s own run or device. It is held against what the figure measured there, and against nothing else. */
export interface ReadOff<V = unknown> extends Common<V>, Measured<V> {
  readonly kind: 'read';
  readonly band: (measured: readonly number[], variant: V) => Band;
  /** What typical mistakes would give, of the same measurement. */
  readonly slips: Readonly<Record<string, (measured: readonly number[], variant: V) => number | null>>;
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
  readonly kind: 'choose';
  readonly options: readonly string[];
  readonly truth: (variant: V) => string;
}

/**
 * A claim that is told: the part of it that is wrong is to be marked, or that nothing is, and then the reason to be given. Right are both
 * together. A part or a reason that is not right is a slip, known by its name.
 *
 * A new one: (1) a `Fault<V>` beside the lesson’s file, where a variant holds what is told as well as what is so, and only those variants
 * are kept that can be answered; (2) in the lesson’s words `claim`, whose parts say what each would need to be true and where the claim is
 * from, and a slip for each reason.
 */
export interface Fault<V = unknown> extends Common<V> {
  readonly kind: 'fault';
  /** Spans of the claim, in reading order, and whether each holds: in every variant all of them do, or all but one. */
  readonly parts: Readonly<Record<string, (variant: V) => boolean>>;
  readonly reasons: readonly string[];
  /** Of the reasons the one that decides: why the wrong part is wrong, or why nothing is. */
  readonly reason: (variant: V) => string;
}

/** Things to be put in order, the largest first, by a quantity that is computed. */
export interface Order<V = unknown> extends Common<V> {
  readonly kind: 'order';
  readonly items: (variant: V) => readonly { readonly id: string; readonly value: number }[];
  /** The order that a typical mistake would give. */
  readonly slips: Readonly<Record<string, (variant: V) => readonly string[]>>;
}

/** Whether a view meets a condition, and what the condition is about: a quantity, or the name of what is chosen. */
export interface Standing {
  readonly met: boolean;
  readonly value: number | string;
}

/** A mistake that can be seen in a view. */
export interface Misplaced<V, W> {
  readonly is: (view: W, variant: V) => boolean;
  /** A view that shows it; null where a variant leaves no room for it. */
  readonly example: (variant: V) => W | null;
}

/**
 * A figure that is to be brought into a state. The answer is the fragment of its view (`drag-phi=1;phi:1.03`), read by the figure’s own
 * schema as an address is; it is right where all conditions hold. `W` is what the conditions need of the view, by the names of the
 * schema’s properties.
 *
 * A new one: (1) an `Arrange<V, W>` here, in the lesson’s file; (2) where its figure is new to exercises, its schema in
 * `src/figures/views.ts`, whose test holds `W` against the schema; (3) in the lesson’s words `conditions` and `slips`; (4) the figure
 * before the exercise on the lesson’s page: the page ticks the conditions as the figure says its view. `set.test.ts` beside the schemas
 * tries every one of all lessons: 200 accepted views through the address and back, the initial view never accepted, each slip known.
 */
export interface Arrange<V = unknown, W extends object = object> extends Common<V> {
  readonly kind: 'set';
  /** The figure, by its schema’s id. */
  readonly figure: string;
  /** In the order in which they are told. Never all met by the figure’s first view. */
  readonly conditions: Readonly<Record<string, (view: W, variant: V) => Standing>>;
  /** A view that is accepted, found by the figure’s own functions. `draw` gives numbers from 0 to below 1, so that there are many. */
  readonly accepted: (variant: V, draw: () => number) => W;
  readonly slips: Readonly<Record<string, Misplaced<V, W>>>;
}

/** A text of the reader's own; a model answer and points to tick come after it. No machine marks it. */
export interface Explain<V = unknown> extends Common<V> {
  readonly kind: 'explain';
  readonly points: readonly string[];
}

/** What is marked by its answer alone. */
export type Written<V = unknown> =
  | Predict<V>
  | PredictRun<V>
  | Quantity<V>
  | ReadOff<V>
  | Choose<V>
  | Fault<V>
  | Order<V>
  | Explain<V>;

export type Exercise<V = unknown, W extends object = object> = Written<V> | Arrange<V, W>;

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
export const exercise = <V, W extends object = object>(one: Exercise<V, W>): Exercise => one as Exercise;

/** Makes something when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The same for something that is made of a name: made when it is first asked for under it, and kept. */
export function kept<K, T>(make: (of: K) => T): (of: K) => T {
  const made = new Map<K, T>();
  return (of) => {
    if (!made.has(of)) made.set(of, make(of));
    return made.get(of) as T;
  };
}
