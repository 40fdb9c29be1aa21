import { exact, fixed } from '../quantity.ts';

export const title = 'The same boxes under ten thresholds: the stricter the judge, the fewer are right';
export const iouAxis = 'IoU from which a box is right';
export const apAxis = 'average precision at this threshold';
export const leastKnob = 'A box is right from an IoU of';
export const detectorChoice = 'Chart of';
/** Between a line's value at the threshold and its mean. */
export const hereMean = 'here, mean of the ten';

/** `.65`, as tables write a threshold. */
const short = (value: number) => fixed(value, 2).replace(/^0/, '');

/** How many of a scene's boxes are right at a threshold. */
export function judgedSentence(scene: {
  readonly least: number;
  readonly right: number;
  readonly boxes: number;
  readonly objects: number;
}): string {
  const { least, right, boxes, objects } = scene;
  return `At ${short(least)}, ${right} of ${boxes} boxes ${right === 1 ? 'is' : 'are'} right; the scene holds ${objects} objects.`;
}

/** Which objects a line of the chart is about. */
export const areaWords = {
  all: 'all sizes',
  small: 'small, below 32² pixels',
  medium: 'medium, to 96²',
  large: 'large, above 96²',
} as const;

type Area = keyof typeof areaWords;

export const columns = (areas: readonly Area[]) => ['IoU threshold', ...areas];

/** Average precisions of the chart's lines at the threshold, and their means. */
export const reading = (
  lines: readonly { readonly area: Area; readonly here: number; readonly mean: number }[],
) =>
  lines
    .map(({ area, here, mean }) => `${areaWords[area]}: ${fixed(here, 3)} here, AP ${fixed(mean, 3)}`)
    .join('; ');

export const sceneDescription = (sentence: string) => `The boxes that the detector draws. ${sentence}`;
export const description = (read: string) =>
  `Average precision at the ten thresholds, by size of the object. ${read}.`;

export const caption = (detector: string) =>
  `Thin white: the objects. Thick: the boxes of “${detector}” from a score of 0.25 on, whole where they are right, broken where they are not. A box of the wrong name, or a second box on the same object, is right at no threshold.`;

/** `size`: side of a scene in pixels; `ofCard`: scenes that the cards are measured over. */
export const source = (
  test: { readonly scenes: number; readonly size: number; readonly firstSeed: number },
  ofCard: number,
) =>
  `Measured by this project on its first ${exact(test.scenes)} test scenes of ${test.size} pixels, from ${exact(test.firstSeed)} on, of the ${exact(ofCard)} that the detectors’ cards are measured over: the averages differ a little from theirs. Sizes in pixels of that picture.`;
