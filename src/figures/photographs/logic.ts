import type { Box } from '../../../models/answers/box.ts';
import type { Photographs } from '../../../models/facts/photographs/found.ts';
import { shown } from '../../../models/facts/photographs/tally.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, nothing } from '../../words/en/figures/photographs.ts';

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
