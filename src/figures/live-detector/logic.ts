import type { Box } from '../../../models/answers/box.ts';
import {
  type AnchorLevel,
  type AnchorRoots,
  anchorAt,
  anchorRatios,
  anchorScales,
} from '../../../models/blocks/anchors.ts';
import type { FittedPicture, HeatMap } from '../../engine/protocol/detection.ts';

import type { ShownBox } from '../../parts/drawn-boxes/found.ts';
import { share } from '../../parts/drawn-boxes/place.ts';
import { level as levelWords } from '../../words/en/figures/live-detector.ts';

/** The boxes of one class, or all; at or above a score. */
export function filtered<B extends ShownBox>(boxes: readonly B[], label: string, score = 0): readonly B[] {
  return boxes.filter((box) => (label === 'all' || box.name === label) && box.score >= score);
}

/** The input's place over the picture: it reaches beyond it where there is padding. */
export function inputStyle({ scaled, input }: FittedPicture): string {
  return `left:0;top:0;width:${share(input[1], scaled[1])};height:${share(input[0], scaled[0])}`;
}

/** A cell of a level, [y, x]. */
export type Cell = readonly [row: number, column: number];

/** The cell nearest to the one asked for that the picture reaches (cells of the padding alone are left out). */
export function cellWithin([row, column]: Cell, { cells }: AnchorLevel, fit: FittedPicture): Cell {
  const last = (axis: 0 | 1) =>
    Math.max(0, Math.ceil((cells[axis] * fit.scaled[axis]) / fit.input[axis]) - 1);
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.floor(value)));
  return [clamp(row, last(0)), clamp(column, last(1))];
}

/** The cell under a place of the picture, given as shares of its sides. */
export function cellUnder(across: number, down: number, level: AnchorLevel, fit: FittedPicture): Cell {
  const { cells } = level;
  const row = (down * fit.scaled[0] * cells[0]) / fit.input[0];
  const column = (across * fit.scaled[1] * cells[1]) / fit.input[1];
  return cellWithin([row, column], level, fit);
}

/** The cell of another level at the same place. */
export function sameCell([row, column]: Cell, from: AnchorLevel, to: AnchorLevel, fit: FittedPicture): Cell {
  const move = (value: number, axis: 0 | 1) => ((value + 0.5) * to.cells[axis]) / from.cells[axis];
  return cellWithin([move(row, 0), move(column, 1)], to, fit);
}

const steps: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The neighbour that an arrow key moves to, five cells on with Shift; null for other keys. */
export function cellBeside(
  cell: Cell,
  key: string,
  far: boolean,
  level: AnchorLevel,
  fit: FittedPicture,
): Cell | null {
  const step = steps[key];
  if (step === undefined) return null;
  const times = far ? 5 : 1;
  return cellWithin([cell[0] + times * step[0], cell[1] + times * step[1]], level, fit);
}

/** One anchor of a cell, in picture pixels. */
export interface CellAnchor {
  readonly box: Box;
  readonly scale: number;
  readonly ratio: number;
}

/** The nine anchors of a cell, in picture pixels. */
export function cellAnchors(
  cell: Cell,
  level: AnchorLevel,
  anchorScale: number,
  fit: FittedPicture,
  roots?: AnchorRoots,
): readonly CellAnchor[] {
  return anchorScales.flatMap((_, scale) =>
    anchorRatios.map((_, ratio): CellAnchor => {
      const { top, left, bottom, right } = anchorAt(level, anchorScale, cell, scale, ratio, roots);
      const [ymin, xmin, ymax, xmax] = [top, left, bottom, right].map((edge) => edge * fit.imageScale);
      return { box: [ymin ?? 0, xmin ?? 0, ymax ?? 0, xmax ?? 0], scale, ratio };
    }),
  );
}

/** The cell itself, in picture pixels. */
export function cellBox([row, column]: Cell, { stride }: AnchorLevel, { imageScale }: FittedPicture): Box {
  const [y, x] = [stride[0] * imageScale, stride[1] * imageScale];
  return [row * y, column * x, (row + 1) * y, (column + 1) * x];
}

/** The cell with the largest score, the first of equal ones. */
export function peak({ cells, scores }: HeatMap): Cell {
  let at = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] ?? 0) > (scores[at] ?? 0)) at = i;
  return [Math.floor(at / cells[1]), at % cells[1]];
}

/** The cell in the middle of a level. */
export function middle({ cells }: AnchorLevel): Cell {
  return [cells[0] >> 1, cells[1] >> 1];
}

/** What a level's map says, in a sentence: how many cells, the largest score and where it stands. */
export function levelSentence(map: HeatMap): string {
  const [row, column] = peak(map);
  return levelWords(map, map.scores[row * map.cells[1] + column] ?? 0, [row, column]);
}
