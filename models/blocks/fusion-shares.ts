import type { FusionMethod } from '../operators/kinds/fuse.ts';

/** How a node turns its raw weights into what its inputs are multiplied by. */
export interface FusionRule {
  readonly method: FusionMethod;
  /** ε of the fast normalized rule. */
  readonly epsilon: number;
}

/**
 * Shares of the inputs, from the raw weights (EfficientDet §3.3); in float64, as they are a handful of numbers. A plain
 * sum's weights are ones, unless a reader changed them.
 */
export function fusionShares({ method, epsilon }: FusionRule, raw: ArrayLike<number>): number[] {
  const values = Array.from(raw);
  switch (method) {
    case 'sum':
    case 'unbounded':
      return values;
    case 'softmax': {
      const largest = Math.max(...values);
      const powers = values.map((value) => Math.exp(value - largest));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return powers.map((power) => power / total);
    }
    case 'fastNormalized': {
      const positive = values.map((value) => Math.max(0, value));
      const total = positive.reduce((sum, value) => sum + value, epsilon);
      return positive.map((value) => value / total);
    }
  }
}
