import type { SourceKey } from './sources.ts';

/**
 * How sure a number is. `verified`: read in the source itself. `secondary`: read only in somebody else's account of
 * the source. `computed`: follows from other numbers by arithmetic.
 */
export type Status = 'verified' | 'secondary' | 'computed';

/** Where in which source a number stands. */
export interface Citation {
  readonly key: SourceKey;
  /** Table, section or file; empty where the whole source is meant. */
  readonly where: string;
}

/** What every row of a published table carries besides its numbers. */
export interface Cited {
  readonly status: Status;
  readonly source: readonly Citation[];
}

/**
 * A number as it stands in print (`5.3M`, `0.39B`, `8.4x`, `36ms`, `56*`) and its value. The print is kept because it
 * says how exact the number claims to be: `1.0B` is not `1B`.
 */
export interface Printed {
  readonly value: number;
  readonly printed: string;
}

const units: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, x: 1, ms: 1, '*': 1 };

/**
 * Reads a printed number. `M` and `B` multiply by a million and a billion and give whole numbers; `x` (a ratio), `ms`
 * (milliseconds) and `*` (a footnote) leave the value as it is.
 * @throws where the text is no number with one of these units.
 */
export function printed(text: string): Printed {
  const match = /^(\d+(?:\.\d+)?)([KMB]|x|ms|\*)?$/.exec(text);
  const unit = match === null ? undefined : units[match[2] ?? ''];
  if (match === null || unit === undefined) {
    throw new Error(
      `“${text}” is not a printed number: expected digits and one of K, M, B, x, ms, * or no unit.`,
    );
  }
  const value = Number(match[1]) * unit;
  return { value: unit > 1 ? Math.round(value) : value, printed: text };
}

/** Gives every row of a table the same status and source. */
export function cited<Row extends object>(
  status: Status,
  source: readonly Citation[],
  rows: readonly Row[],
): readonly (Row & Cited)[] {
  return rows.map((row) => ({ ...row, status, source }));
}
