import { exact, fixed } from '../quantity.ts';

export const title = 'Down a ranked list, box by box: precision, recall, and the area under them';
export const columns = ['rank', 'score', 'scene', 'right', 'precision', 'recall', 'interpolated'];
export const tableCaption = 'The whole list';
export const yesNo = (right: boolean) => (right ? 'yes' : 'no');
export const recallAxis = 'recall: part of the objects that is found';
export const precisionAxis = 'precision: part of the boxes that is right';
export const takenKnob = 'Boxes taken';
export const oneBack = 'One back';
export const oneMore = 'One more';
export const leastKnob = 'A box is right from an IoU of';
export const classChoice = 'Class';

export const surest = (boxes: number, label: string) => `The ${boxes} surest boxes called ${label}`;
/** Read before a box's score. */
export const rowState = (right: boolean, taken: boolean) =>
  `${right ? 'right' : 'wrong'}${taken ? ', taken' : ''}, score`;
export const description = (taken: number, sentence: string) =>
  `Precision against recall for the ${taken} boxes taken so far. ${sentence}`;

/** One sentence in three parts, the middle one strong; `whole`: null once every box is taken. */
export const areaSoFar = (samples: number) => `Area so far, the mean of ${samples} samples:`;
export const ap = (value: number) => `AP ${fixed(value, 3)}`;
export const ofWhole = (whole: number | null) =>
  whole === null ? '.' : `; of the whole list ${fixed(whole, 3)}.`;

export function takenSentence(step: {
  readonly taken: number;
  readonly right: number;
  readonly objects: number;
}): string {
  const { taken, right, objects } = step;
  if (taken === 0) return `No box is taken yet. There are ${objects} objects to find.`;
  return `${taken} ${taken === 1 ? 'box' : 'boxes'} taken, ${right} right: precision ${right}/${taken} = ${fixed(right / taken, 2)}, recall ${right}/${objects} = ${fixed(right / objects, 2)}.`;
}

export const caption = (list: {
  readonly boxes: number;
  /** The detector's. */
  readonly title: string;
  readonly label: string;
  readonly scenes: number;
  readonly size: number;
  readonly objects: number;
}) =>
  `The ${list.boxes} surest boxes that “${list.title}” calls ${list.label} in ${list.scenes} scenes of ${list.size} pixels, which hold ${list.objects}. Filled dots: right boxes; small dots: the samples that COCO takes of the best precision at this recall or beyond.`;

export const source = (firstSeed: number) =>
  `Run by this project on its test scenes from ${exact(firstSeed)} on. Recalls 0, 0.01 … 1: COCO’s evaluation.`;
