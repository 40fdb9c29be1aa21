import type { Answer, Detection } from '../../../models/answers/detections.ts';
import { anchorBoxes, anchorCount } from '../../../models/blocks/anchors.ts';
import { seededValue } from './seeded-values.ts';

/** A golden of the whole step from a detector's outputs to its boxes (`case-*.json`). */
export interface BoxCase {
  readonly seed: number;
  readonly classes: number;
  readonly size: readonly [number, number];
  readonly anchor_scale: number;
  readonly levels: readonly [number, number];
  readonly picture: readonly [number, number];
  readonly image_scale: number;
  readonly max_candidates: number;
  readonly max_detections: number;
  readonly score_threshold: number;
  readonly background: { readonly logit: readonly [number, number]; readonly box: number };
  /** [anchor, class, logit]. */
  readonly logits: readonly (readonly [number, number, number])[];
  /** [anchor, ty, tx, th, tw]. */
  readonly boxes: readonly (readonly number[])[];
  readonly detections: Readonly<Record<'hard' | 'soft' | 'soft_global', readonly (readonly number[])[]>>;
}

/** The detector's answer that a case describes. */
export function boxAnswer(golden: BoxCase): Answer {
  const [minLevel, maxLevel] = golden.levels;
  const config = { size: golden.size, minLevel, maxLevel, anchorScale: golden.anchor_scale };
  const count = anchorCount(config);
  const logits = new Float32Array(count * golden.classes);
  const regressions = new Float32Array(count * 4);
  const [base, spread] = golden.background.logit;
  for (let i = 0; i < logits.length; i++) logits[i] = base + spread * seededValue(golden.seed, 0, i);
  for (let i = 0; i < regressions.length; i++)
    regressions[i] = golden.background.box * seededValue(golden.seed, 1, i);
  for (const [anchor, label, logit] of golden.logits) logits[anchor * golden.classes + label] = logit;
  for (const [anchor, ...values] of golden.boxes) regressions.set(values, anchor! * 4);
  return {
    logits,
    regressions,
    anchors: anchorBoxes(config),
    classes: golden.classes,
    input: golden.size,
    picture: golden.picture,
    imageScale: golden.image_scale,
  };
}

/**
 * Holds detections against rows `anchor, class, score, ymin, xmin, ymax, xmax`: the same rows in the same order (two whose scores
 * are less than 1e-5 apart, not equal, may swap), scores within 1e-4, boxes within 1e-3 px. Null where all holds, else what does not.
 */
export function compareRows(
  detections: readonly Detection[],
  rows: readonly (readonly number[])[],
): string | null {
  if (detections.length !== rows.length) return `${detections.length} boxes in place of ${rows.length}`;
  const same = (i: number, j: number) =>
    detections[i]?.anchor === rows[j]?.[0] && detections[i]?.label === rows[j]?.[1];
  for (let i = 0; i < rows.length; i++) {
    let at = i;
    if (!same(i, i)) {
      const [here, next, last] = [rows[i]![2]!, rows[i + 1]?.[2], rows[i - 1]?.[2]];
      const near = (other: number | undefined) =>
        other !== undefined && other !== here && Math.abs(other - here) < 1e-5;
      if (near(next) && same(i, i + 1)) at = i + 1;
      else if (near(last) && same(i, i - 1)) at = i - 1;
      else
        return `row ${i}: anchor ${detections[i]!.anchor}, class ${detections[i]!.label} in place of ${rows[i]!.slice(0, 2).join(', ')}`;
    }
    const row = rows[at]!;
    const found = detections[i]!;
    if (!(Math.abs(found.score - row[2]!) <= 1e-4))
      return `row ${i}: score ${found.score} in place of ${row[2]}`;
    for (let edge = 0; edge < 4; edge++)
      if (!(Math.abs(found.box[edge]! - row[3 + edge]!) <= 1e-3))
        return `row ${i}: box ${found.box.join(' ')} in place of ${row.slice(3).join(' ')}`;
  }
  return null;
}
