import { expect, test } from 'vitest';
import { fusionShares } from './fusion-shares.ts';

const epsilon = 1e-4;

test('fast normalized: the official code’s own check', () => {
  // efficientdet_arch_test.py fuses [1, 3] with itself, both weights 1, and gets [0.99995, 2.99985].
  const shares = fusionShares({ method: 'fastNormalized', epsilon }, [1, 1]);
  const both = shares.reduce((sum, share) => sum + share, 0);
  expect([1, 3].map((value) => (value * both).toFixed(5))).toEqual(['0.99995', '2.99985']);
});

test('fast normalized: what is below zero counts as zero, and nothing at all gives zeros', () => {
  expect(fusionShares({ method: 'fastNormalized', epsilon }, [-2, 1])).toEqual([0, 1 / (1 + epsilon)]);
  expect(fusionShares({ method: 'fastNormalized', epsilon }, [-1, -3])).toEqual([0, 0]);
});

test('softmax: shares add up to one, whatever the weights', () => {
  const [a, b] = fusionShares({ method: 'softmax', epsilon }, [Math.log(3), 0]);
  expect(a).toBeCloseTo(0.75, 12);
  expect(b).toBeCloseTo(0.25, 12);
  expect(fusionShares({ method: 'softmax', epsilon }, [1000, 0])).toEqual([1, 0]);
  expect(fusionShares({ method: 'softmax', epsilon }, [0, Number.NEGATIVE_INFINITY])).toEqual([1, 0]);
});

test('unbounded: as they are', () => {
  expect(fusionShares({ method: 'unbounded', epsilon }, [-2, 5])).toEqual([-2, 5]);
});
