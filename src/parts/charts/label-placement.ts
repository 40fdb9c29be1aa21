import { textWidth } from './text-width.ts';

/** A box in pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A point that wants its name beside it. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly bold?: boolean;
  /** Directions that are tried first. */
  readonly prefer?: readonly Direction[];
}

export type Direction =
  | 'right'
  | 'left'
  | 'above'
  | 'below'
  | 'aboveRight'
  | 'aboveLeft'
  | 'belowRight'
  | 'belowLeft';

export interface Placed {
  readonly id: string;
  readonly text: string;
  /** The end of the text that faces its point (or its middle), and its baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
  /** A line from the point to a label that had to move away; absent beside the point. */
  readonly leader?: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

export interface PlacementOptions {
  readonly bounds: Box;
  readonly fontSize: number;
  /** Radius of a point's mark, which labels keep clear of. */
  readonly radius: number;
  /** Points without a name, which labels keep clear of too. */
  readonly unnamed?: readonly { readonly x: number; readonly y: number }[];
  /** Lines that labels would rather not lie on. */
  readonly lines?: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[];
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const directions: readonly Direction[] = [
  'right',
  'left',
  'above',
  'below',
  'aboveRight',
  'aboveLeft',
  'belowRight',
  'belowLeft',
];

/** How far a label may move from its point before it is left out. */
const distances = [0, 9, 18, 27, 38, 50, 64, 80, 98, 120];

/**
 * Puts a name beside each point so that no name covers another name or a point. Deterministic: the points are served in
 * the order given, each takes the first free place, near before far. A name that finds no place is left out (it
 * still stands in the chart's table).
 */
export function placeLabels(points: readonly Labelled[], options: PlacementOptions): readonly Placed[] {
  const { bounds, radius, lines = [], unnamed = [] } = options;
  const marks = [...points, ...unnamed].map(({ x, y }) => around(x, y, radius + 1.5));
  const placed: Placed[] = [];
  for (const point of points) {
    const candidates = distances.flatMap((distance) =>
      [...(point.prefer ?? []), ...directions.filter((each) => !point.prefer?.includes(each))].map(
        (direction) => candidate(point, direction, distance, options),
      ),
    );
    const free = candidates.filter(
      ({ box, leader }) =>
        box.left >= bounds.left &&
        box.right <= bounds.right &&
        box.top >= bounds.top &&
        box.bottom <= bounds.bottom &&
        !marks.some(
          (mark, index) => overlaps(box, mark) && !(leader === undefined && points[index] === point),
        ) &&
        !placed.some(
          (other) =>
            overlaps(box, other.box) ||
            (leader !== undefined && crosses(leader, other.box)) ||
            (other.leader !== undefined && crosses(other.leader, box)),
        ),
    );
    const best =
      free.find(({ box }) => !lines.some(([x1, y1, x2, y2]) => crosses({ x1, y1, x2, y2 }, box))) ?? free[0];
    if (best !== undefined) placed.push(best);
  }
  return placed;
}

function around(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function candidate(
  point: Labelled,
  direction: Direction,
  distance: number,
  { fontSize, radius }: PlacementOptions,
): Placed {
  const width = textWidth(point.text, fontSize, point.bold);
  const height = fontSize * 1.1;
  const gap = radius + 3 + distance;
  const dx = /right/i.test(direction) ? 1 : /left/i.test(direction) ? -1 : 0;
  const dy = direction.startsWith('above') ? -1 : direction.startsWith('below') ? 1 : 0;
  const diagonal = dx !== 0 && dy !== 0 ? 0.72 : 1;
  const left = point.x + dx * gap * diagonal - (dx === 0 ? width / 2 : dx < 0 ? width : 0);
  const middle = point.y + dy * (gap * diagonal + height / 2);
  const box = { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
  const anchor = dx === 0 ? 'middle' : dx < 0 ? 'end' : 'start';
  const x = dx === 0 ? point.x : dx < 0 ? box.right : left;
  const base: Placed = { id: point.id, text: point.text, x, y: middle + fontSize * 0.36, anchor, box };
  if (distance === 0) return base;
  const length = radius + 1;
  const norm = Math.hypot(dx, dy);
  const touchX = point.x + dx * (gap * diagonal - 2);
  const touchY = point.y + dy * (gap * diagonal - 1);
  return {
    ...base,
    leader: {
      x1: point.x + (dx / norm) * length,
      y1: point.y + (dy / norm) * length,
      x2: touchX,
      y2: touchY,
    },
  };
}

/** Whether a straight line touches a box. */
function crosses(line: { x1: number; y1: number; x2: number; y2: number }, box: Box): boolean {
  let enter = 0;
  let leave = 1;
  const dx = line.x2 - line.x1;
  const dy = line.y2 - line.y1;
  for (const [delta, toLow, toHigh] of [
    [dx, box.left - line.x1, box.right - line.x1],
    [dy, box.top - line.y1, box.bottom - line.y1],
  ] as const) {
    if (delta === 0) {
      if (toLow > 0 || toHigh < 0) return false;
      continue;
    }
    const [first, second] = delta > 0 ? [toLow / delta, toHigh / delta] : [toHigh / delta, toLow / delta];
    enter = Math.max(enter, first);
    leave = Math.min(leave, second);
  }
  return enter <= leave;
}
