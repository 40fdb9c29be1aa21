import { expect, test } from 'vitest';
import { detectorBalances } from '../../../models/facts/detector-balance.ts';
import { sentence } from '../../words/en/figures/backbone-against-head.ts';
import { balancedBars } from './logic.ts';

const balances = detectorBalances();

test('shares of a bar are one together, and what is beyond the backbone is the rest', () => {
  for (const measure of ['multiplyAdds', 'parameters'] as const)
    for (const { parts, beyond, total } of balancedBars(balances, { measure, order: 'size' })) {
      expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
      expect(beyond).toBeCloseTo(1 - parts[0]!.share, 12);
    }
});

test('both orders are orders', () => {
  const sizes = balancedBars(balances, { measure: 'multiplyAdds', order: 'size' }).map(({ total }) => total);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  const shares = balancedBars(balances, { measure: 'multiplyAdds', order: 'balance' }).map(
    ({ beyond }) => beyond,
  );
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
});

test('the sentence names the ends', () => {
  const bars = balancedBars(balances, { measure: 'multiplyAdds', order: 'size' });
  expect(sentence(bars, 'multiplyAdds')).toMatch(
    /^Beyond the backbone lie \d+\s% of the multiply-adds of .+, \d+\s% of .+\.$/,
  );
});
