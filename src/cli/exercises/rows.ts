import type { Exercise, Lesson } from '../../../models/exercises/exercise.ts';
import { markable, rightMark } from '../../../models/exercises/fault.ts';
import { type Drawn, variantIndex } from '../../../models/exercises/variant.ts';
import { figureViews } from '../../figures/views.ts';

/** One exercise in one variant, as plain data. */
export interface ExerciseRow {
  readonly lesson: string;
  readonly id: string;
  readonly kind: Exercise['kind'];
  /** Which variant, from 0, and what it is about. */
  readonly index: number;
  readonly variant: unknown;
  /** Null where no answer is marked, or only by what the reader’s own page measures. Of a figure’s view the fragment of one that is right. */
  readonly truth: number | string | readonly string[] | null;
  readonly tolerance?: number;
  /** What typical mistakes give. */
  readonly slips: Readonly<Record<string, number | string | readonly string[] | null>>;
  /** Of a claim: what can be marked of it. */
  readonly options?: readonly string[];
  /** Of a claim. */
  readonly reasons?: readonly string[];
  /** Of an order: its things with their values, as they are shown at first. */
  readonly order?: readonly { readonly id: string; readonly value: number }[];
}

/** The rows of a lesson: of one reader's variants, or of the first `count` of each exercise. */
export const exerciseRows = (lesson: Lesson, drawn: Drawn, count: number): readonly ExerciseRow[] =>
  lesson.exercises.flatMap((exercise) => {
    const variants = exercise.variants();
    const indices =
      count === 0
        ? [variantIndex(lesson.id, exercise, drawn)]
        : Array.from({ length: Math.min(count, variants.length) }, (_, i) => i);
    return indices.map((index) => ({
      lesson: lesson.id,
      id: exercise.id,
      kind: exercise.kind,
      index,
      variant: variants[index],
      ...answered(exercise, variants[index]),
    }));
  });

function answered(
  exercise: Exercise,
  variant: unknown,
): Pick<ExerciseRow, 'truth' | 'tolerance' | 'slips' | 'options' | 'reasons' | 'order'> {
  const of = <T>(slips: Readonly<Record<string, (variant: unknown) => T>>) =>
    Object.fromEntries(Object.entries(slips).map(([name, slip]) => [name, slip(variant)]));
  switch (exercise.kind) {
    case 'predict':
      return { truth: 'measured' in exercise ? null : exercise.truth(variant), slips: {} };
    case 'read':
      return { truth: null, slips: {} };
    case 'set': {
      const write = (view: object | null) => view && figureViews.write(exercise.figure, view);
      const slips = Object.entries(exercise.slips).map(([name, { example }]) => [
        name,
        write(example(variant)),
      ]);
      // Always the same of the many.
      const truth = write(exercise.accepted(variant, () => 0.5));
      return { truth, slips: Object.fromEntries(slips) };
    }
    case 'number':
      return { truth: exercise.truth(variant), tolerance: exercise.tolerance, slips: of(exercise.slips) };
    case 'choose':
      return { truth: exercise.truth(variant), slips: {}, options: exercise.options };
    case 'fault': {
      const truth = rightMark(exercise, variant);
      const [part, reason] = truth;
      const options = markable(exercise);
      const slips = [
        ...options.filter((each) => each !== part).map((each) => [each, [each, reason]]),
        ...exercise.reasons.filter((each) => each !== reason).map((each) => [each, [part, each]]),
      ];
      return { truth, slips: Object.fromEntries(slips), options, reasons: exercise.reasons };
    }
    case 'order': {
      const order = exercise.items(variant);
      const truth = order.toSorted((a, b) => b.value - a.value).map(({ id }) => id);
      return { truth, slips: of(exercise.slips), order };
    }
    case 'explain':
      return { truth: null, slips: {} };
  }
}
