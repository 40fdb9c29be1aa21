/** A claim that is told: what it says, and what is to be said of each of its parts. */
export interface ClaimWords<V> {
  /** Where the claim of a variant is from: where it is printed, or that it is often heard, or made up. */
  readonly source: (variant: V) => string;
  /** The claim, in reading order: its parts, each with its name, and what stands between them. */
  readonly text: (variant: V) => readonly (string | readonly [part: string, text: string])[];
  readonly parts: Readonly<
    Record<
      string,
      {
        /** What it says, in a few words: the same for every variant. */
        readonly label: string;
        /** What it would need to be true, and whether it has that. */
        readonly needs: (variant: V) => string;
      }
    >
  >;
  readonly reasons: Readonly<Record<string, string>>;
}

/** What one exercise says, from what its variant is about. */
export interface ExerciseWords<V> {
  /** A heading of a few words. */
  readonly title: string;
  readonly question: (variant: V) => string;
  /** What the field of an answer is called. */
  readonly field?: string;
  /** Of a choice: its options, by their names. */
  readonly options?: Readonly<Record<string, string>>;
  readonly claim?: ClaimWords<V>;
  /** Of an order: a thing to be put in its place, and its quantity. */
  readonly item?: (id: string) => string;
  readonly amount?: (value: number, variant: V) => string;
  /** Of a figure that is to be set: what is asked of it, and how it stands to that now, condition by condition. */
  readonly conditions?: Readonly<
    Record<
      string,
      {
        readonly asked: (variant: V) => string;
        readonly now: (value: number | string, variant: V) => string;
      }
    >
  >;
  /**
   * Said where the answer is right; of a guess or a text, after it was given. `value` is what a figure of the reader’s own page found,
   * where the exercise is about that; null before it has.
   */
  readonly right: (variant: V, value?: number | null) => string;
  /** What a mistake reveals, by its name. Of a part of a claim that was marked although it holds, the claim’s own words say it. */
  readonly slips: Readonly<Record<string, (variant: V) => string>>;
  /** Where to look, then the formula. */
  readonly hints: readonly ((variant: V) => string)[];
  /** The exercise worked out, for a variant that is not the reader’s; absent where there is no other. */
  readonly worked?: (variant: V) => string;
  /** Points that a text should hold, by their names. */
  readonly points?: Readonly<Record<string, (variant: V) => string>>;
}

/** Where a claim is from that nobody printed: many say it, or nobody does. */
export const said = (isOften: boolean): string => (isOften ? 'often heard' : 'made up for this exercise');

/** Words as any: what is in a variant is known to its own functions alone. */
export const wordsOf = <V>(one: ExerciseWords<V>): ExerciseWords<unknown> => one as ExerciseWords<unknown>;

/** What a lesson says. */
export interface LessonWords {
  readonly title: string;
  readonly description: string;
  readonly exercises: Readonly<Record<string, ExerciseWords<unknown>>>;
}
