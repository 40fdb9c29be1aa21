import { type Box, intersectionOverUnion } from '../../../models/answers/box.ts';
import { postProcessing } from '../../../models/answers/detections.ts';
import { suppressHard, suppressSoft } from '../../../models/answers/suppress.ts';
import type { Rule } from './view.ts';

/** What became of a box. */
export interface Fate {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly before: number;
  /** Its score now; null where it was dropped. */
  readonly after: number | null;
  /** The better box that overlaps it most, and by how much; null where none does. */
  readonly by: { readonly index: number; readonly overlap: number } | null;
}

export interface Thinning {
  readonly rule: Rule;
  readonly overlap: number;
  readonly sigma: number;
}

/**
 * What suppression makes of boxes of one class.
 * @param scores best first
 */
export function thinned(boxes: readonly Box[], scores: readonly number[], how: Thinning): Fate[] {
  const given = { boxes, scores };
  const kept =
    how.rule === 'hard'
      ? suppressHard(given, boxes.length, how.overlap)
      : suppressSoft(given, boxes.length, how.sigma, postProcessing.scoreThreshold);
  const left = new Map(kept.map(({ index, score }) => [index, score]));
  return boxes.map((box, index) => ({
    index,
    before: scores[index] ?? 0,
    after: left.get(index) ?? null,
    by: closest(box, index, boxes, how.rule === 'hard' ? left : undefined),
  }));
}

/** Hard suppression asks only boxes that were kept; soft lets every better one weaken it. */
function closest(
  box: Box,
  index: number,
  boxes: readonly Box[],
  left: ReadonlyMap<number, number> | undefined,
): Fate['by'] {
  let found: Fate['by'] = null;
  for (const [other, better] of boxes.slice(0, index).entries()) {
    if (left !== undefined && !left.has(other)) continue;
    const overlap = intersectionOverUnion(box, better);
    if (overlap > (found?.overlap ?? 0)) found = { index: other, overlap };
  }
  return found;
}
