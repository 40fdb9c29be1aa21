import { line } from 'd3-shape';

const straight = line<readonly [x: number, y: number]>().digits(1);

/** Straight from point to point, as the `d` of a path, to a tenth of a pixel. */
export function linePath(points: Iterable<readonly [x: number, y: number]>): string {
  return straight(points) ?? '';
}
