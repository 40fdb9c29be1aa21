import type { CompoundBases } from '../../../models/families/efficientnet/compound.ts';

/** A triple whose network was trained, from the study's base. */
export interface TrainedTriple extends CompoundBases {
  readonly key: string;
  /** α·β²·γ². */
  readonly product: number;
  /** Share of test pictures named right: the mean over its seeds. */
  readonly test: number;
  readonly seeds: number;
  /** Exact multiply-adds relative to the study's base. */
  readonly ratio: number;
  readonly paper: boolean;
  /** It reached the most, and seeds do not explain all of its lead. */
  readonly best: boolean;
}
