import type { HeadCard, HeadWeights } from '../../../models/checkpoints/head.ts';
import type { LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import type { Item } from './collection.svelte.ts';
import type { Outcome } from './outcome.ts';

/** A head that is here, and what it was made from where it was trained on this page. */
export interface Current {
  /** With its own last block where that was trained, too. */
  readonly head: HeadWeights;
  readonly card: HeadCard;
  /** Null for one that was opened from a file. */
  readonly trained: {
    readonly outcome: Outcome;
    /** In the outcome's order. */
    readonly items: readonly Item[];
    readonly data: LabelledFeatures;
  } | null;
}
