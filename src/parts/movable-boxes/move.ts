import type { Box } from '../../../models/answers/box.ts';

/** The drawing that boxes are moved in, in its own units. */
export interface Stage {
  readonly height: number;
  readonly width: number;
  /** The least side of a box. */
  readonly least: number;
}

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The box, its edges whole, its sides not below the least, all of it within the stage. */
export function fitted([ymin, xmin, ymax, xmax]: Box, { height, width, least }: Stage): Box {
  const high = between(Math.round(ymax - ymin), least, height);
  const wide = between(Math.round(xmax - xmin), least, width);
  const y = between(Math.round(ymin), 0, height - high);
  const x = between(Math.round(xmin), 0, width - wide);
  return [y, x, y + high, x + wide];
}

export function moved([ymin, xmin, ymax, xmax]: Box, down: number, right: number, stage: Stage): Box {
  return fitted([ymin + down, xmin + right, ymax + down, xmax + right], stage);
}

/** Its lower right corner moved; the other one stays where it is. */
export function resized([ymin, xmin, ymax, xmax]: Box, down: number, right: number, stage: Stage): Box {
  const { height, width, least } = stage;
  const bottom = between(ymax + down, ymin + least, height);
  return fitted([ymin, xmin, bottom, between(xmax + right, xmin + least, width)], stage);
}

/** What an arrow key asks for: how far down and to the right. */
export function arrowOf(key: string, step: number): readonly [down: number, right: number] | undefined {
  if (key === 'ArrowUp') return [-step, 0];
  if (key === 'ArrowDown') return [step, 0];
  if (key === 'ArrowLeft') return [0, -step];
  if (key === 'ArrowRight') return [0, step];
  return undefined;
}
