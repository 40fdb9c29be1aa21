import type { Box } from '../../../models/answers/box.ts';
import { intersectionOverUnion } from '../../../models/answers/box.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, nothing } from '../../words/en/figures/photographs.ts';
import type { Found, Photograph, Photographs } from './found.ts';

/** Margin around a box, so that the classifier's crop of seven eighths of the side shows all of it. */
const margin = 1 / 0.875;

/** The square around a box that a classifier is shown, in whole pixels inside the picture. */
export function secondLookCrop(
  [ymin, xmin, ymax, xmax]: Box,
  picture: { readonly width: number; readonly height: number },
): readonly [top: number, left: number, bottom: number, right: number] {
  const side = Math.max(ymax - ymin, xmax - xmin, 8) * margin;
  const high = Math.min(Math.round(side), picture.height);
  const wide = Math.min(Math.round(side), picture.width);
  const start = (middle: number, length: number, whole: number) =>
    Math.min(Math.max(Math.round(middle - length / 2), 0), whole - length);
  const top = start((ymin + ymax) / 2, high, picture.height);
  const left = start((xmin + xmax) / 2, wide, picture.width);
  return [top, left, top + high, left + wide];
}

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

/** `tabby` from `tabby, tabby cat`. */
export function shortLabel(label: string): string {
  return label.split(',')[0] ?? label;
}

export function photographsTable(all: Photographs, least: number): DataTable {
  return {
    name: 'photographs',
    columns,
    rows: all.photographs.flatMap((photograph): DataTable['rows'] => {
      const found = shown(photograph, least);
      if (found.length === 0) return [[photograph.file, nothing, null, null, null]];
      return found.map(({ label, score, again }) => [
        photograph.file,
        label,
        score,
        shortLabel(again.label),
        again.probability,
      ]);
    }),
  };
}
