import type { Fault } from '../../../models/exercises/exercise.ts';
import { markable, nothing } from '../../../models/exercises/fault.ts';
import * as words from '../../words/en/exercises.ts';
import type { ExerciseWords } from '../../words/en/lessons/exercise-words.ts';

/** A piece of a claim as it stands in its quotation; `part` is null between the parts. */
export interface Piece {
  readonly part: string | null;
  readonly text: string;
}

/** A claim in words, for one variant. */
export interface Claim {
  readonly pieces: readonly Piece[];
  /** The whole of it in quotation marks. */
  readonly quotation: string;
  /** The same, and where it is said. */
  readonly whole: string;
  readonly source: string;
  /** What can be marked: its parts, and last that nothing is wrong. */
  readonly marks: readonly Mark[];
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
}
export interface Mark {
  readonly part: string;
  /** The same for every variant. */
  readonly label: string;
  /** As it stands in this variant, in quotation marks. */
  readonly text: string;
  /** What it would need to be true. */
  readonly needs: string;
}

export function claimOf(exercise: Fault, say: ExerciseWords<unknown>, variant: unknown): Claim {
  const { text, source, parts = {}, reasons = {} } = say.claim ?? {};
  const pieces = (text?.(variant) ?? []).map(
    (piece): Piece =>
      typeof piece === 'string' ? { part: null, text: piece } : { part: piece[0], text: piece[1] },
  );
  const quotation = words.quotation(pieces.map((piece) => piece.text).join(''));
  const from = source?.(variant) ?? '';
  return {
    pieces,
    quotation,
    whole: words.quoted(quotation, from),
    source: from,
    marks: markable(exercise).map((part) =>
      part === nothing
        ? { part, label: words.nothingWrong, text: words.nothingWrong, needs: words.nothingNeeds }
        : {
            part,
            label: parts[part]?.label ?? part,
            text: words.quotation(pieces.find((piece) => piece.part === part)?.text ?? part),
            needs: parts[part]?.needs(variant) ?? '',
          },
    ),
    reasons: exercise.reasons.map((value) => ({ value, label: reasons[value] ?? value })),
  };
}
