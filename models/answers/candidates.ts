/** A box that a detector proposes, before suppression: an anchor and a class with their logit, best first. */
export interface Candidates {
  /** Anchor of each candidate. */
  readonly anchors: Int32Array;
  /** Class of each candidate, from 0. */
  readonly labels: Int32Array;
  readonly logits: Float32Array;
  /** Anchors left out because a logit of theirs is not a number. */
  readonly skipped: number;
}

export interface CandidateOptions {
  readonly classes: number;
  /** How many to keep, at most. */
  readonly most?: number;
  /** Only those with a score above this. */
  readonly scoreThreshold?: number;
  /** Offer each anchor once, with its largest logit (the lower class on a tie), instead of once a class. */
  readonly onceAnAnchor?: boolean;
}

/** σ(x). */
export function scoreOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The logit whose score is `score`; −∞ for 0. */
function logitOf(score: number): number {
  return Math.log(score / (1 - score));
}

/**
 * The largest of all logits [anchor, class], flat. Larger first; of equal ones the lower flat index first, also where the limit
 * cuts through a tie (as tf.math.top_k promises).
 * @throws RangeError where the logits are no whole number of anchors.
 */
export function topCandidates(logits: Float32Array, options: CandidateOptions): Candidates {
  const { classes, most = 5000, scoreThreshold = 0, onceAnAnchor = false } = options;
  if (logits.length % classes !== 0)
    throw new RangeError(`${logits.length} logits are no whole number of anchors with ${classes} classes.`);
  const least = logitOf(scoreThreshold);
  const found: number[] = [];
  let skipped = 0;
  for (let first = 0; first < logits.length; first += classes) {
    const before = found.length;
    let largest = first;
    for (let i = first; i < first + classes; i++) {
      const logit = logits[i]!;
      if (Number.isNaN(logit)) {
        found.length = before;
        skipped++;
        largest = -1;
        break;
      }
      if (!onceAnAnchor && logit > least) found.push(i);
      if (logit > logits[largest]!) largest = i;
    }
    if (onceAnAnchor && largest >= 0 && logits[largest]! > least) found.push(largest);
  }
  const kept = largestOf(found, logits, most);
  const count = kept.length;
  const result = {
    anchors: new Int32Array(count),
    labels: new Int32Array(count),
    logits: new Float32Array(count),
    skipped,
  };
  kept.forEach((flat, i) => {
    result.anchors[i] = Math.floor(flat / classes);
    result.labels[i] = flat % classes;
    result.logits[i] = logits[flat]!;
  });
  return result;
}

/** The candidates whose score is above `score`: as they stand best first, these are the first ones. */
export function candidatesAbove(candidates: Candidates, score: number): Candidates {
  const least = logitOf(score);
  const found = candidates.logits.findIndex((logit) => !(logit > least));
  if (found < 0) return candidates;
  const { anchors, labels, logits, skipped } = candidates;
  return {
    anchors: anchors.subarray(0, found),
    labels: labels.subarray(0, found),
    logits: logits.subarray(0, found),
    skipped,
  };
}

/** The `most` indices of largest value, sorted; a histogram over the upper bits first cuts away what cannot be among them. */
function largestOf(indices: number[], values: Float32Array, most: number): number[] {
  const order = (a: number, b: number) => values[b]! - values[a]! || a - b;
  if (indices.length <= 2 * most) return indices.sort(order).slice(0, most);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  // Floats in an order that whole numbers share: negative ones reversed, positive ones above them.
  const key = (i: number) => (bits[i]! >>> 31 ? ~bits[i]! >>> 16 : (bits[i]! >>> 16) | 0x8000) & 0xffff;
  const histogram = new Uint32Array(65536);
  for (const i of indices) histogram[key(i)]!++;
  let lowest = 65535;
  for (let sum = histogram[lowest]!; sum < most; sum += histogram[lowest]!) lowest--;
  return indices
    .filter((i) => key(i) >= lowest)
    .sort(order)
    .slice(0, most);
}
