import { areaOf, type Box, intersectionOverUnion } from '../../../models/answers/box.ts';

/** What two boxes have in common. */
export interface Overlap {
  /** The part that both cover; null where there is none. */
  readonly common: Box | null;
  /** Areas, in the stage's units squared. */
  readonly intersection: number;
  readonly union: number;
  readonly iou: number;
}

export function overlapOf(a: Box, b: Box): Overlap {
  const common: Box = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  const intersection = areaOf(common);
  return {
    common: intersection > 0 ? common : null,
    intersection,
    union: areaOf(a) + areaOf(b) - intersection,
    iou: intersectionOverUnion(a, b),
  };
}
