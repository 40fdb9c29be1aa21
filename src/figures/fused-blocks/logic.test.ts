import { expect, test } from 'vitest';
import { amountOf, ratios, stageBars } from './logic.ts';

test('two bars a stage, the longest of all full, one of the two released', () => {
  for (const measure of ['multiplyAdds', 'parameters', 'bytesMoved', 'intensity'] as const) {
    const stages = stageBars({ network: 'S', measure });
    expect(stages).toHaveLength(6);
    const bars = stages.flatMap((each) => each.bars);
    expect(Math.max(...bars.map(({ share }) => share))).toBe(1);
    for (const { bars: two } of stages) expect(two.filter(({ released }) => released)).toHaveLength(1);
  }
});

test('intensity is multiply-adds a byte', () => {
  const { costs } = stageBars({ network: 'B0', measure: 'intensity' })[2]!;
  expect(amountOf(costs.fused, 'intensity')).toBeCloseTo(
    costs.fused.multiplyAdds / costs.fused.bytesMoved,
    12,
  );
});

test('the title holds: early, fewer bytes for more arithmetic; late, far more arithmetic', () => {
  for (const network of ['B0', 'S', 'M', 'L'] as const) {
    expect(ratios(network, 'bytesMoved').early).toBeLessThan(1);
    expect(ratios(network, 'multiplyAdds').early).toBeGreaterThan(1);
    expect(ratios(network, 'multiplyAdds').late).toBeGreaterThan(ratios(network, 'multiplyAdds').early);
  }
});
