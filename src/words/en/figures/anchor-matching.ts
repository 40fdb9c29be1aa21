import { fixed } from '../quantity.ts';

/** `.65`, as tables write a threshold. */
const short = (value: number) => fixed(value, 2).replace(/^0/, '');

/** What the matching says of the object that the reader moves. */
export function matchedSentence(matches: {
  readonly count: number;
  readonly best: number | null;
  readonly level: number | null;
  readonly least: number;
}): string {
  const { count, best, level, least } = matches;
  if (best === null || level === null) return 'No anchor touches the object.';
  const closest = `the closest, on P${level}, overlaps it by ${fixed(best, 2)}`;
  if (best < least)
    return `No anchor overlaps the object by ${short(least)}; ${closest}, and is made to answer for it alone.`;
  if (count === 1) return `One anchor answers for the object: ${closest}.`;
  return `${count} anchors answer for the object; ${closest}.`;
}
