import { fixed } from '../quantity.ts';

export const title = 'Photographs, to a network that knows only stickers';
export const tableCaption = 'What the detector and the classifier say';
export const namesChoice = 'Whose names';
export const names = { detector: 'the detector’s names', again: 'a second look' };
export const knob = 'Least score';
export const knobText = (least: number, boxes: number) =>
  `boxes from a score of ${fixed(least, 2)}: ${boxes}`;

/** `score` of 1. */
export const tag = (label: string, score: number) => `${label} ${fixed(score, 2)}`;

interface Found {
  readonly label: string;
  readonly score: number;
  /** What the classifier calls the same box. */
  readonly again: string;
}

/** `shows`: what the photograph shows. */
export function description(shows: string, found: readonly Found[]): string {
  const said =
    found.length === 0
      ? 'the detector finds nothing'
      : `the detector says ${found.map(({ label, score }) => tag(label, score)).join(', ')}; the classifier, of the same boxes, ${found.map(({ again }) => again).join(', ')}`;
  return `In the photograph of ${shows}, ${said}.`;
}

export interface Searched {
  /** Of the detector. */
  readonly title: string;
  readonly size: number;
  /** The score that a drawn box has at least. */
  readonly least: number;
  readonly boxes: number;
  /** Objects of the detector’s classes; of them, found in their place under their name; boxes that are none. */
  readonly objects: number;
  readonly right: number;
  readonly wrong: number;
  readonly names: keyof typeof names;
}

export const caption = ({ title, size, least, boxes, objects, right, wrong, names }: Searched) =>
  [
    `${title}, pictures of ${size} pixels, boxes from a score of ${fixed(least, 2)}: ${boxes} ${boxes === 1 ? 'box' : 'boxes'}. Of ${objects} objects of its classes in these photographs, ${right} ${right === 1 ? 'is found in its place and under its name' : 'are found in their places and under their names'}; ${wrong} ${wrong === 1 ? 'box is' : 'boxes are'} wrong.`,
    ...(names === 'again'
      ? ['The names are those that EfficientNet-B0 gives to a square around each box.']
      : []),
  ].join(' ');

export const source =
  'Run by this project on the photographs that it ships; where the objects are was marked by eye.';

export const columns = ['photograph', 'detector says', 'score', 'classifier says of the box', 'probability'];
export const nothing = 'nothing';
