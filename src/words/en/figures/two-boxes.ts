import { fixed } from '../quantity.ts';

export const title = 'How well a box fits: what both cover, over what either covers';
export const columns = ['intersection', 'union', 'IoU'];
export const names = { truth: 'object', guess: 'guess' } as const;
export const leastKnob = 'Counts as found from';
export const drag =
  'Drag the boxes, or reach them with the Tab key: arrows move one, with Shift they move its lower right corner.';
export const caption = 'Dark is the intersection; dark and light together are the union.';

export const description = (sentences: string) => `An object and a guess. ${sentences}`;

/** `.65`, as tables write a threshold. */
const short = (value: number) => fixed(value, 2).replace(/^0/, '');

/** Which of COCO's thresholds an overlap passes. */
export function passedSentence(overlap: number, thresholds: readonly number[]): string {
  const passed = thresholds.filter((threshold) => overlap >= threshold);
  const said = `IoU ${fixed(overlap, 2)}`;
  if (passed.length === 0) return `${said}: not found, at any of the ten thresholds.`;
  if (passed.length === thresholds.length) return `${said}: found, at all ten thresholds.`;
  const last = passed.at(-1) ?? 0;
  return `${said}: found up to the threshold ${short(last)}, missed at the ${thresholds.length - passed.length} stricter ones.`;
}

/** Whether the guess counts at the threshold that the reader chose. */
export function countsSentence(overlap: number, least: number): string {
  return overlap >= least
    ? `At ${short(least)} the guess counts: it has found the object.`
    : `At ${short(least)} the guess does not count: it is a false alarm, and the object is missed.`;
}
