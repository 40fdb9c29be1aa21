import { describe, expect, it } from 'vitest';
import { mixShares } from './mix-shares.ts';

describe('shares of a mix', () => {
  it('are the fast normalized ones of the paper: relu, then divided by the sum and ε', () => {
    expect(mixShares('fastNormalized', [1, 1], 1e-4)).toEqual([1 / 2.0001, 1 / 2.0001]);
    expect(mixShares('fastNormalized', [2, -1, 2], 0)).toEqual([0.5, 0, 0.5]);
    expect(mixShares('fastNormalized', [0, 0], 1e-4)).toEqual([0, 0]);
  });

  it('are those of softmax, however large the weights', () => {
    const [a, b] = mixShares('softmax', [1000, 1000 + Math.log(3)], 0);
    expect(a).toBeCloseTo(0.25, 9);
    expect(b).toBeCloseTo(0.75, 9);
    expect(mixShares('softmax', [0.3, Number.NEGATIVE_INFINITY], 0)).toEqual([1, 0]);
  });

  it('are the raw weights where nothing bounds them', () => {
    expect(mixShares('unbounded', [-2, 5], 1e-4)).toEqual([-2, 5]);
    expect(mixShares('sum', [1, 0], 1e-4)).toEqual([1, 0]);
  });
});
