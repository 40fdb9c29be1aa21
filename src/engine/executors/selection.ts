import type { Candidates } from '../../../models/answers/candidates.ts';

/** A detector's outputs, level by level, finest first. */
export interface Heads {
  readonly classes: number;
  /** Anchors a cell. */
  readonly anchors: number;
  readonly levels: readonly {
    readonly cells: readonly [height: number, width: number];
    /** Name of the output of logits, [height, width, anchors · classes]. */
    readonly logits: string;
    /** Name of the output of regressions, [height, width, anchors · 4]. */
    readonly regressions: string;
  }[];
}

export interface SelectOptions {
  /** Candidates at most. */
  readonly most: number;
  /** Also the largest logit of each cell. */
  readonly cells: boolean;
}

/** What leaves the device after a run: each anchor with its best class, the best ones first. */
export interface Selection {
  readonly candidates: Candidates;
  /** [candidate, 4] (ty, tx, th, tw), flat. */
  readonly regressions: Float32Array;
  /** Largest logit of each cell, in the order of the levels; where it was asked for. */
  readonly cellLogits?: readonly Float32Array[];
}

/** Candidates as a device gives them, best first; of equal ones the lower anchor first, which a device does not promise. */
export function bestFirst(found: {
  readonly logits: Float32Array;
  readonly anchors: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** [candidate, 4], flat. */
  readonly regressions: Float32Array;
}): Selection {
  const good = [...found.logits.keys()].filter((i) => Number.isFinite(found.logits[i]));
  const at = (list: ArrayLike<number>, i: number) => list[i] ?? 0;
  good.sort(
    (a, b) => at(found.logits, b) - at(found.logits, a) || at(found.anchors, a) - at(found.anchors, b),
  );
  const regressions = new Float32Array(good.length * 4);
  good.forEach((from, to) => {
    regressions.set(found.regressions.subarray(from * 4, from * 4 + 4), to * 4);
  });
  const candidates = {
    anchors: Int32Array.from(good, (i) => at(found.anchors, i)),
    labels: Int32Array.from(good, (i) => at(found.labels, i)),
    logits: Float32Array.from(good, (i) => at(found.logits, i)),
    skipped: found.logits.length - good.length,
  };
  return { candidates, regressions };
}
