import { fixed, listed } from '../quantity.ts';

export const title = 'Five boxes, and what suppression leaves of them';
export const columns = ['box', 'score', 'overlaps most', 'IoU', 'score after'];
export const tableCaption = 'What became of each box';
export const ruleChoice = 'Suppression';
export const rules = { hard: 'hard (NMS)', soft: 'soft-NMS' } as const;
export const overlapKnob = 'A box goes above an IoU of';
export const sigmaKnob = 'σ: the smaller, the faster scores fade';
export const ours = 'ours';
export const paper = 'EfficientDet';
export const drag =
  'Drag the boxes, or reach them with the Tab key and the arrows; with Shift the arrows move the lower right corner.';
export const source =
  'Soft-NMS, Gaussian: Bodla et al. 2017. The same code thins out the boxes of every detector in this notebook.';

interface Scored {
  readonly name: string;
  readonly score: number;
}
const scored = ({ name, score }: Scored) => `${name} ${fixed(score, 2)}`;

export const description = (sentence: string) => `Five boxes of one class. ${sentence}`;
export const knobAt = (value: number, sentence: string) => `${fixed(value, 2)}. ${sentence}`;
export const before = (boxes: readonly Scored[]) => `Scores before: ${boxes.map(scored).join(', ')}.`;

/** What suppression leaves of the boxes. */
export function keptSentence(kept: readonly Scored[]): string {
  if (kept.length === 0) return 'No box is left.';
  return `Left, best first: ${listed(kept.map(({ name, score }) => `${name} with ${fixed(score, 2)}`))}.`;
}
