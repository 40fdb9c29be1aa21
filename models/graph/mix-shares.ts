import type { FusionMethod } from './op.ts';

/**
 * The factors by which a node multiplies the maps that it adds up (EfficientDet §3.3): the raw weights themselves for
 * `unbounded`; e^w / Σ e^w for `softmax`; relu(w) / (Σ relu(w) + ε) for `fastNormalized`; ones for `sum`, where a raw weight
 * stands only for an edge that is kept or cut.
 * @param raw one weight an input; −∞ under softmax is an edge that is cut
 */
export function mixShares(method: FusionMethod, raw: readonly number[], epsilon: number): readonly number[] {
  if (method === 'softmax') {
    const largest = Math.max(...raw);
    if (largest === Number.NEGATIVE_INFINITY) return raw.map(() => 0);
    const powers = raw.map((w) => Math.exp(w - largest));
    const sum = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / sum);
  }
  if (method === 'fastNormalized') {
    const kept = raw.map((w) => Math.max(0, w));
    const sum = kept.reduce((a, b) => a + b, 0) + epsilon;
    return kept.map((w) => w / sum);
  }
  return [...raw];
}
