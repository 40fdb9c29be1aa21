import type { CardMeasurement } from '../../../models/checkpoints/card.ts';
import { Complaint } from '../complaint.ts';

/** Apart by more than this, two runs over the same scenes did not measure the same weights. */
const tolerance = 0.005;

/**
 * The card's measurements with the row of the same scenes made anew; the others stay as they are.
 * @throws Complaint where the card has no such row, or its average precision is another.
 */
export function withRow(
  rows: readonly CardMeasurement[],
  made: CardMeasurement,
  name: string,
): CardMeasurement[] {
  const at = rows.findIndex(
    ({ partition, artist, size, scenes, firstSeed }) =>
      partition === made.partition &&
      artist === made.artist &&
      size === made.size &&
      scenes === made.scenes &&
      firstSeed === made.firstSeed,
  );
  const known = rows[at];
  const what = `${made.scenes} scenes at ${made.size} px${made.artist === null ? '' : ` by ${made.artist}`}`;
  if (known === undefined)
    throw new Complaint(`The card of ${name} holds no measurement on ${what} to make anew.`);
  if (known.ap === null || made.ap === null || Math.abs(known.ap - made.ap) > tolerance)
    throw new Complaint(
      `The card of ${name} says AP ${known.ap} on ${what}, and this run ${made.ap}: more than ${tolerance} apart. The card stays as it is; find out which of the two is wrong first.`,
    );
  return rows.map((row, i) => (i === at ? made : row));
}

/** Four decimals, as the cards have them. */
export function rounded(value: number): number;
export function rounded(value: number | null): number | null;
export function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}
