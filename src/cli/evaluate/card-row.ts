import type { CardMeasurement } from '../../../models/checkpoints/card.ts';
import { Complaint } from '../complaint.ts';

/** Apart by more than this, two runs over the same scenes did not measure the same weights. */
const tolerance = 0.005;

/** What tells one measurement of a card from the others. */
type Row = Pick<CardMeasurement, 'partition' | 'artist' | 'size' | 'scenes' | 'firstSeed'>;

/**
 * The card's measurements with the row of the same scenes made anew; the others stay as they are.
 * @param value the number that has to come out again, by its name in the row
 * @throws Complaint where the card has no such row, or its number is another.
 */
export function withRow<Key extends string, Made extends Row & Readonly<Record<Key, number | null>>>(
  rows: readonly Made[],
  made: Made,
  name: string,
  value: Key,
): Made[] {
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
  const [before, now] = [known[value], made[value]];
  if (before === null || now === null || Math.abs(before - now) > tolerance)
    throw new Complaint(
      `The card of ${name} says ${value} ${before} on ${what}, and this run ${now}: more than ${tolerance} apart. The card stays as it is; find out which of the two is wrong first.`,
    );
  return rows.map((row, i) => (i === at ? made : row));
}

/** Four decimals, as the cards have them. */
export function rounded(value: number): number;
export function rounded(value: number | null): number | null;
export function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}
