import { bytes, fixed } from '../quantity.ts';
import { precision } from './own-detectors.ts';

// Measuring a detector again, in the reader's browser.

export const title = 'Measure it again, here';
export const note =
  'Click a point of the drawing, or choose from the list: that network is loaded, paints itself scenes that nobody has used before, and looks for what is in them.';
export const detectorChoice = 'Detector';
export const detector = (word: string, size: number) => `${word}, ${size} px`;
export const countChoice = 'Scenes';
export const measure = 'Measure';
export const downloads = (size: number) => `downloads ${bytes(size)} once: the drawings and the backbone`;

export const fetching = 'Fetching the drawings';
export const measuring = 'Measuring';
export const progress = (scenes: number, of: string) => `${scenes} of ${of} scenes`;

/** What was measured here of a detector, and what its card says. */
export interface Result {
  readonly word: string;
  readonly size: number;
  readonly scenes: number;
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly card: { readonly ap: number; readonly scenes: number };
  readonly milliseconds: number;
  readonly runsOn: string;
}

export const result = ({ word, size, scenes, ap, ap50, card, milliseconds, runsOn }: Result) =>
  `${word} at ${size} pixels, ${scenes} ${scenes === 1 ? 'scene' : 'scenes'} that nobody has used before: AP ${ap === null ? 'not defined yet' : precision(ap)}${ap50 === null ? '' : `, AP50 ${precision(ap50)}`}. Its card says ${precision(card.ap)} on ${card.scenes}; with few scenes, a difference of some hundredths is chance. ${fixed(milliseconds, 0)} ms a scene on ${runsOn}.`;

export const tag = (name: string, score: number) => `${name} ${fixed(score, 2)}`;

/** `there`: the stickers in a scene; `least`: the score that a shown box has at least. */
export function scene(
  there: readonly (string | undefined)[],
  found: readonly { readonly name: string; readonly score: number }[],
  least: number,
): string {
  const said =
    found.length === 0
      ? `nothing found with a score of ${least} or more`
      : `found ${found.map(({ name, score }) => tag(name, score)).join(', ')}`;
  return `Scene with ${there.join(', ') || 'nothing'}; ${said}.`;
}

export const sceneCaption = (least: number) =>
  `The scene measured last. Bold: found with a score of ${least} or more. Dashed: what is there.`;
