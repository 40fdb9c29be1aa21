import type { Card } from '../../../models/checkpoints/card.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { Interpolation } from '../pictures/resample.ts';
import type { CheckpointDescription, Task } from '../protocol/description.ts';
import { EngineError } from '../protocol/error.ts';
import type { LoadProgress } from '../protocol/progress.ts';

/** A checkpoint read into memory. */
export interface Read {
  /** The inference graph: batch norms folded. */
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** Side of a classifier's crop over the picture's shorter side; EfficientNet's own where it is absent. */
  readonly cropShare?: number | undefined;
  /** How a classifier's picture is made as large as its input; bicubic where it is absent. */
  readonly interpolation?: Interpolation | undefined;
  readonly checkpoint?: CheckpointDescription | undefined;
}

export interface ReadOptions {
  /** What the network has to be for. */
  readonly task?: Task | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** A shipped checkpoint that a file of a reader's own stands on. */
export interface Base {
  readonly card: Card;
  readonly weights: Weights;
}

export interface ForeignOptions extends ReadOptions {
  /** The shipped checkpoint of this id, fetched where it is not here. */
  readonly base: (id: string) => Promise<Base>;
}

/** Throws `EngineError` where a checkpoint is for another task than the one that is asked for. */
export function checkTask(
  { title, task }: { readonly title: string; readonly task: Task },
  asked?: Task,
): void {
  if (asked !== undefined && task !== asked)
    throw new EngineError({ code: 'checkpoint', what: 'task', title, task, asked });
}
