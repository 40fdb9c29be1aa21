import { line } from 'd3-shape';

const straight = line<readonly [x: number, y: number]>().digits(1);

/** Straight from point to point, as the `d` of a path, to a tenth of a pixel. */
export function linePath(points: Iterable<readonly [x: number, y: number]>): string {
  return straight(points) ?? '';
}

/** The straight pieces of a line through these points, which names keep off. */
export function segmentsOf(
  points: readonly { readonly x: number; readonly y: number }[],
): (readonly [x1: number, y1: number, x2: number, y2: number])[] {
  return points.slice(1).map(({ x, y }, i) => [points[i]!.x, points[i]!.y, x, y] as const);
}
