import { type Box, intersectionOverUnion } from '../../answers/box.ts';
import type { Found, Photograph, Photographs } from './found.ts';

/** What somebody who looks sees of the detector's classes in the photographs that ship; boxes drawn by eye. */
export const truth: Readonly<Record<string, readonly (readonly [label: string, box: Box])[]>> = {
  'cat.jpg': [['cat', [0, 0, 300, 395]]],
  'dog-bicycle-truck.jpg': [
    ['dog', [220, 132, 540, 310]],
    ['bicycle', [132, 126, 421, 566]],
  ],
};

/** Boxes of at least a score, surest first. */
export function shown(photograph: Photograph, least: number): readonly Found[] {
  return photograph.found.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score);
}

export interface Tally {
  /** Objects of the detector's classes in the photographs. */
  readonly objects: number;
  /** Of them, found where they are under their name (IoU at least a half). */
  readonly right: number;
  /** Boxes that are no such thing. */
  readonly wrong: number;
}

/** How many objects were found at a threshold, and how many boxes are wrong. */
export function tally({ photographs }: Photographs, least: number): Tally {
  let [objects, right, wrong] = [0, 0, 0];
  for (const photograph of photographs) {
    const open = [...(truth[photograph.file] ?? [])];
    objects += open.length;
    for (const { box, label } of shown(photograph, least)) {
      const match = open.findIndex(([there, at]) => there === label && intersectionOverUnion(at, box) >= 0.5);
      if (match < 0) wrong++;
      else {
        right++;
        open.splice(match, 1);
      }
    }
  }
  return { objects, right, wrong };
}
