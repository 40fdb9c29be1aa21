import { type Box, intersectionOverUnion } from './box.ts';

/** Which anchors are to say yes to an object in training. */
export interface AnchorMatches {
  /** Overlap of each anchor with the object that it overlaps most, 0 to 1. */
  readonly overlaps: Float64Array;
  /** The object of each anchor; −1 for background. */
  readonly objects: Int32Array;
  /** The best anchor of each object, which is its own even where they overlap little. */
  readonly best: Int32Array;
}

/**
 * Gives each anchor the object that it overlaps most, if by `least` IoU; and each object its best anchor in any case, so that none goes
 * without (EfficientDet's AnchorLabeler: an argmax matcher at 0.5 with forced matches). Of equal overlaps the first counts.
 * @param anchors [anchor, 4] (ymin, xmin, ymax, xmax), flat
 */
export function matchAnchors(anchors: Float32Array, boxes: readonly Box[], least = 0.5): AnchorMatches {
  const count = anchors.length / 4;
  const overlaps = new Float64Array(count);
  const objects = new Int32Array(count).fill(-1);
  const best = new Int32Array(boxes.length).fill(-1);
  const most = new Float64Array(boxes.length);
  for (let anchor = 0; anchor < count; anchor++) {
    const at = 4 * anchor;
    const own: Box = [anchors[at]!, anchors[at + 1]!, anchors[at + 2]!, anchors[at + 3]!];
    for (const [object, box] of boxes.entries()) {
      const overlap = intersectionOverUnion(own, box);
      if (overlap > overlaps[anchor]!) {
        overlaps[anchor] = overlap;
        if (overlap >= least) objects[anchor] = object;
      }
      if (overlap > most[object]!) {
        most[object] = overlap;
        best[object] = anchor;
      }
    }
  }
  for (const [object, anchor] of best.entries()) if (anchor >= 0) objects[anchor] = object;
  return { overlaps, objects, best };
}
