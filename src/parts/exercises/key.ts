import type { Exercise } from '../../../models/exercises/exercise.ts';
import { nothing, rightMark } from '../../../models/exercises/fault.ts';
import { findLesson } from '../../../models/exercises/index.ts';
import { type Drawn, variantIndex } from '../../../models/exercises/variant.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';
import { lessonWords } from '../../words/en/lessons/index.ts';
import * as words from '../../words/en/teach.ts';
import { claimOf } from './claim.ts';

/** One exercise of a key, for one reader, in words. */
export interface KeyRow {
  readonly id: string;
  readonly kind: Exercise['kind'];
  readonly title: string;
  /** Which variant, from 0. */
  readonly index: number;
  readonly question: string;
  /** The claim that it is about, with where it is said; empty where it is about none. */
  readonly claim: string;
  /** Of a claim, what can be marked of it: its parts, and that nothing is wrong. */
  readonly marks: readonly string[];
  /** What there is to choose from; of a claim, the reasons. */
  readonly options: readonly string[];
  /** The right answer, as short as it can be written; null where none is marked. */
  readonly right: string | null;
  /** Of a number the least and the largest that are accepted. */
  readonly accepted: readonly [low: number, high: number] | null;
  /** Why it is right; of a text, a model answer. */
  readonly why: string;
  /** What a text should hold; what a figure that is to be set must show. */
  readonly points: readonly string[];
  /** What typical mistakes give, where that can be said in a few words, and what they reveal. */
  readonly slips: readonly { readonly gives: string; readonly reveals: string }[];
  /** Questions that lead on without the answer. */
  readonly ask: readonly string[];
}

/** A choice of an exercise for which hands can go up. */
export interface Raised {
  /** Known by it within the lesson. */
  readonly id: string;
  readonly title: string;
  readonly options: readonly string[];
}

/** What hands can go up for: the options of a choice; of a claim its parts, then the reasons. */
export function raised({ id, kind, title, marks, options }: KeyRow): readonly Raised[] {
  if (kind === 'choose') return [{ id, title, options }];
  if (kind !== 'fault') return [];
  return [
    { id, title: words.partOf(title), options: marks },
    { id: `${id}-why`, title: words.reasonOf(title), options },
  ];
}

/** The key of a lesson for one reader. Empty where there is no such lesson. */
export const keyOf = (lesson: string, drawn: Drawn): readonly KeyRow[] =>
  (findLesson(lesson)?.exercises ?? []).flatMap((exercise) => {
    const say = lessonWords[lesson]?.exercises[exercise.id];
    if (say === undefined) return [];
    const index = variantIndex(lesson, exercise, drawn);
    return [keyRow(exercise, say, index)];
  });

function keyRow(exercise: Exercise, say: ExerciseWords<unknown>, index: number): KeyRow {
  const variant = exercise.variants()[index];
  const told = answered(exercise, say, variant);
  return {
    id: exercise.id,
    kind: exercise.kind,
    title: say.title,
    index,
    question: say.question(variant),
    claim: '',
    marks: [],
    options: [],
    right: null,
    accepted: null,
    why: say.right(variant),
    points: [],
    ask: say.hints.map((hint) => hint(variant)),
    ...told,
    slips: apart(told.slips ?? [], told.right),
  };
}

/** Where two mistakes give the same, whoever marks it says the first of them; what is right is no mistake. */
const apart = (slips: KeyRow['slips'], right: string | null | undefined): KeyRow['slips'] =>
  slips.filter(
    ({ gives }, i) =>
      gives === '' || (gives !== right && slips.findIndex((each) => each.gives === gives) === i),
  );

function answered(exercise: Exercise, say: ExerciseWords<unknown>, variant: unknown): Partial<KeyRow> {
  const item = (id: string) => say.item?.(id) ?? id;
  const reveals = (slip: string) => say.slips[slip]?.(variant) ?? '';
  switch (exercise.kind) {
    case 'predict':
      // Of a guess at what a figure will find, only the figure knows.
      return 'truth' in exercise ? { right: words.number(exercise.truth(variant)) } : {};
    case 'number': {
      const truth = exercise.truth(variant);
      const off = exercise.tolerance * Math.abs(truth);
      return {
        right: words.number(truth),
        accepted: [truth - off, truth + off],
        slips: Object.entries(exercise.slips).flatMap(([slip, of]) => {
          const value = of(variant);
          return value === null ? [] : [{ gives: words.number(value), reveals: reveals(slip) }];
        }),
      };
    }
    case 'fault': {
      const [rightPart, rightReason] = rightMark(exercise, variant);
      const { whole, marks, reasons } = claimOf(exercise, say, variant);
      const mark = marks.find(({ part }) => part === rightPart);
      const reason = reasons.find(({ value }) => value === rightReason);
      const holds = marks.filter((each) => each !== mark);
      const others = reasons.filter((each) => each !== reason);
      return {
        claim: whole,
        marks: marks.map(({ label }) => label),
        options: reasons.map(({ label }) => label),
        right: words.markAndReason(mark?.text ?? '', reason?.label ?? ''),
        why: [...(rightPart === nothing ? [] : [mark?.needs ?? '']), say.right(variant)].join(' '),
        slips: [
          ...holds.map(({ text, needs }) => ({ gives: text, reveals: needs })),
          ...others.map(({ value, label }) => ({ gives: label, reveals: reveals(value) })),
        ],
      };
    }
    case 'choose': {
      const truth = exercise.truth(variant);
      const label = (option: string) => say.options?.[option] ?? option;
      return {
        options: exercise.options.map(label),
        right: label(truth),
        slips: exercise.options
          .filter((option) => option !== truth)
          .map((option) => ({ gives: label(option), reveals: reveals(option) })),
      };
    }
    case 'order': {
      const items = exercise.items(variant);
      const sorted = items.toSorted((a, b) => b.value - a.value);
      return {
        options: items.map(({ id }) => item(id)),
        right: words.inOrder(sorted.map(({ id }) => item(id))),
        slips: Object.entries(exercise.slips).map(([slip, of]) => ({
          gives: words.inOrder(of(variant).map(item)),
          reveals: reveals(slip),
        })),
      };
    }
    case 'explain':
      return { points: exercise.points.map((point) => say.points?.[point]?.(variant) ?? point) };
    case 'set':
      return {
        points: Object.keys(exercise.conditions).map(
          (name) => say.conditions?.[name]?.asked(variant) ?? name,
        ),
        slips: Object.keys(exercise.slips).map((slip) => ({ gives: '', reveals: reveals(slip) })),
      };
    case 'read':
      // What is right stands in the reader's own figure.
      return { slips: Object.keys(exercise.slips).map((slip) => ({ gives: '', reveals: reveals(slip) })) };
  }
}
