import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { CheckpointDescription } from '../protocol/description.ts';
import type { LoadProgress } from '../protocol/progress.ts';

/** A checkpoint read into memory. */
export interface Read {
  /** The inference graph: batch norms folded. */
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** Side of a classifier's crop over the picture's shorter side; EfficientNet's own where it is absent. */
  readonly cropShare?: number | undefined;
  readonly checkpoint?: CheckpointDescription | undefined;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}
