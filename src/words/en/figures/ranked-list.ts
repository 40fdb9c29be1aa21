import { fixed } from '../quantity.ts';

export function takenSentence(step: {
  readonly taken: number;
  readonly right: number;
  readonly objects: number;
}): string {
  const { taken, right, objects } = step;
  if (taken === 0) return `No box is taken yet. There are ${objects} objects to find.`;
  return `${taken} ${taken === 1 ? 'box' : 'boxes'} taken, ${right} right: precision ${right}/${taken} = ${fixed(right / taken, 2)}, recall ${right}/${objects} = ${fixed(right / objects, 2)}.`;
}
