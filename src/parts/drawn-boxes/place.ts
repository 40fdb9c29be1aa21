import { areaOf, type Box } from '../../../models/answers/box.ts';

/** Of a picture, in its own pixels. */
export type PictureSize = readonly [height: number, width: number];

/** A part of a whole, as a style says it. */
export const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(3)}%`;

/** A box's place over its picture, as a style. */
export function boxStyle([ymin, xmin, ymax, xmax]: Box, [height, width]: PictureSize): string {
  return `left:${share(xmin, width)};top:${share(ymin, height)};width:${share(xmax - xmin, width)};height:${share(ymax - ymin, height)}`;
}

/** Width over height of the frame that shows a picture; extreme ones are squeezed, or nothing would be seen of them. */
export function frameRatio([height, width]: PictureSize): number {
  return Math.min(5, Math.max(0.2, width / height));
}

/** Large boxes first, so that small ones lie on top and can be pointed at. */
export function largestFirst<Boxed extends { readonly box: Box }>(boxes: readonly Boxed[]): readonly Boxed[] {
  return boxes.toSorted((a, b) => areaOf(b.box) - areaOf(a.box));
}
