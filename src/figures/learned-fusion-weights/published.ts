import type { Weights } from '../../parts/picker/weights.ts';

/** A published detector whose fusion weights a reader can have read, as it stands before anything of it is here. */
export interface PublishedNeck {
  /** `coco-d1`: what the address calls it. */
  readonly name: string;
  readonly short: string;
  readonly title: string;
  /** How many numbers of its file are wanted. */
  readonly fusionWeights: number;
  readonly weights: readonly Weights[];
}
