import { fixed } from '../quantity.ts';

export const title = 'Which anchors answer for an object, and what the closest is to say';
export const columns = ['level', 'ymin', 'xmin', 'ymax', 'xmax', 'IoU'];
export const object = 'object';
export const leastKnob = 'An anchor answers from an IoU of';
export const paper = 'EfficientDet';
export const caption =
  'Thin: all anchors that answer. Thick: the closest, with its centre’s way to the object’s.';
export const move =
  'Move the object, and make it small or long: with the arrow keys, with Shift for its lower right corner.';

/** What each of the four numbers of a code does; `factor`: e to the power of the number. */
export const codes = {
  down: 'of the anchor’s height down',
  right: 'of the anchor’s width to the right',
  high: (factor: number) => `e to this power = ${fixed(factor, 2)} times as high`,
  wide: (factor: number) => `e to this power = ${fixed(factor, 2)} times as wide`,
} as const;

export const description = (sentence: string) => `An object among the anchors of a detector. ${sentence}`;
export const knobAt = (value: number, sentence: string) => `${fixed(value, 2)}. ${sentence}`;
export const source = (height: number, width: number) =>
  `Anchors of a picture of ${height} × ${width} pixels, levels P3 to P7; matching and code as in EfficientDet’s official code.`;

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
