import { expect, test } from 'vitest';
import { crossEntropy, focalLoss } from './focal-loss.ts';

test('without γ it is the cross-entropy, weighed by α and 1 − α', () => {
  for (const p of [0.01, 0.3, 0.9]) {
    expect(focalLoss(p, true, { alpha: 0.25, gamma: 0 })).toBeCloseTo(-0.25 * Math.log(p), 12);
    expect(focalLoss(p, false, { alpha: 0.25, gamma: 0 })).toBeCloseTo(-0.75 * Math.log(1 - p), 12);
  }
});

// Lin et al. 2017, Section 3.2: with γ = 2, an example of p_t = 0.9 has 100 times less loss, one of 0.968 about 1,000 times, and one of 0.5 or less at most 4 times.
test('forgives as much as its paper says', () => {
  const less = (p: number) => crossEntropy(p, true) / focalLoss(p, true, { alpha: 1, gamma: 2 });
  expect(less(0.9)).toBeCloseTo(100, 6);
  expect(less(0.968)).toBeGreaterThan(950);
  expect(less(0.968)).toBeLessThan(1000);
  expect(less(0.5)).toBeCloseTo(4, 9);
  expect(less(0.2)).toBeLessThan(4);
});

test('is the same for yes and no, mirrored, where α is a half', () => {
  const config = { alpha: 0.5, gamma: 1.5 };
  expect(focalLoss(0.3, true, config)).toBeCloseTo(focalLoss(0.7, false, config), 12);
});
