import { fixed } from '../quantity.ts';

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
