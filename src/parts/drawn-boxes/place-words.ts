import type { ShownBox } from './found.ts';

/** What a box's name and score leave out, for a screen reader. */
export function boxPlace({ box, level }: ShownBox): string {
  const [ymin, xmin, ymax, xmax] = box.map(Math.round) as [number, number, number, number];
  return `from ${xmin}, ${ymin} to ${xmax}, ${ymax} pixels, found at level P${level}`;
}
