import { type Box, intersectionOverUnion } from './box.ts';

/** Boxes to choose from, in the order of their scores. */
export interface Scored {
  readonly boxes: readonly Box[];
  readonly scores: readonly number[];
  /** Class of each; only boxes of one class suppress each other. Without it, all do. */
  readonly labels?: ArrayLike<number>;
}

/** A box that was kept: its place in the list it came from, and its score then. */
export interface Kept {
  readonly index: number;
  readonly score: number;
}

/** Non-maximum suppression: a box goes where a better one of its class overlaps it by more than `overlap`. */
export function suppressHard(scored: Scored, most: number, overlap = 0.5): Kept[] {
  const { boxes, scores, labels } = scored;
  const keptOf = new Map<number, number[]>();
  const kept: Kept[] = [];
  for (let i = 0; i < boxes.length && kept.length < most; i++) {
    const label = labels?.[i] ?? 0;
    const better = keptOf.get(label) ?? [];
    if (better.some((j) => intersectionOverUnion(boxes[i]!, boxes[j]!) > overlap)) continue;
    keptOf.set(label, [...better, i]);
    kept.push({ index: i, score: scores[i]! });
  }
  return kept;
}

/**
 * Soft suppression (Bodla et al. 2017, gaussian): the best box is taken, and the scores of the others of its class are multiplied
 * by e^(−IoU² / `sigma`); those that do not stay above `least` are dropped. The result is in the order of the final scores.
 */
export function suppressSoft(scored: Scored, most: number, sigma = 0.5, least = 0.001): Kept[] {
  const { boxes, labels } = scored;
  const scores = Float64Array.from(scored.scores);
  let alive = Array.from(boxes.keys()).filter((i) => scores[i]! > least);
  const kept: Kept[] = [];
  while (alive.length > 0 && kept.length < most) {
    let best = alive[0]!;
    for (const i of alive) if (scores[i]! > scores[best]!) best = i;
    kept.push({ index: best, score: scores[best]! });
    const box = boxes[best]!;
    const label = labels?.[best];
    const left: number[] = [];
    for (const i of alive) {
      if (i === best) continue;
      if (labels === undefined || labels[i] === label) {
        const overlap = intersectionOverUnion(box, boxes[i]!);
        if (overlap > 0) scores[i] = scores[i]! * Math.exp((-overlap * overlap) / sigma);
      }
      if (scores[i]! > least) left.push(i);
    }
    alive = left;
  }
  return kept;
}
