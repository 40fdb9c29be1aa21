/** What a box's name and score leave out, for a screen reader. Its corners in pixels of the picture. */
export function boxPlace({
  box,
  level,
}: {
  readonly box: readonly [ymin: number, xmin: number, ymax: number, xmax: number];
  readonly level: number;
}): string {
  const [ymin, xmin, ymax, xmax] = box.map(Math.round) as [number, number, number, number];
  return `from ${xmin}, ${ymin} to ${xmax}, ${ymax} pixels, found at level P${level}`;
}
