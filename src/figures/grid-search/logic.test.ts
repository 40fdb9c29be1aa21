import { describe, expect, it } from 'vitest';
import { compound } from '../../../models/families/efficientnet/compound.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { cost } from '../../../models/operators/cost.ts';
import { layoutParallel, layoutSlices } from './layout.ts';
import { search, searchAll, spread } from './logic.ts';

const whole = searchAll(0.05, 0.1);

describe('the grid search', () => {
  it('keeps what lies within the tolerance, the paper’s choice among it, at 1.92 and not 2', () => {
    for (const { alpha, beta, gamma, product } of whole.found) {
      expect(product).toBeCloseTo(alpha * beta * beta * gamma * gamma, 9);
      expect(Math.abs(product - 2)).toBeLessThanOrEqual(0.1 + 1e-6);
    }
    const paper = whole.found.filter(({ paper }) => paper);
    expect(paper).toHaveLength(1);
    expect(paper[0]).toMatchObject({ alpha: 1.2, beta: 1.1, gamma: 1.15 });
    expect(paper[0]!.product.toFixed(5)).toBe('1.92027');
    expect(searchAll(0.05, 0.05).found.some((candidate) => candidate.paper)).toBe(false);
  });

  it('misses nothing: a plain triple loop finds as many', () => {
    let count = 0;
    for (let a = 20; a <= 40; a++)
      for (let b = 20; b <= 40; b++)
        for (let g = 20; g <= 40; g++)
          if (Math.abs((a / 20) * (b / 20) ** 2 * (g / 20) ** 2 - 2) <= 0.1 + 1e-9) count++;
    expect(whole.found).toHaveLength(count);
    expect(whole.tried).toBe(21 ** 3);
  });

  it('counts each candidate as its graph does', () => {
    const b0 = cost(efficientNet(released.B0)).multiplyAdds;
    for (const candidate of whole.found.filter((_, index) => index % 9 === 0)) {
      const graph = efficientNet(compound({ phi: 1, ...candidate }));
      expect(candidate.ratio).toBeCloseTo(cost(graph).multiplyAdds / b0, 12);
    }
  });

  it('tells how far it is on the way', () => {
    const walk = search(0.1, 0.2, 300);
    let tried = 0;
    for (let next = walk.next(); !next.done; next = walk.next()) {
      expect(next.value.tried).toBe(tried + 300);
      tried = next.value.tried;
    }
    expect(tried).toBeGreaterThan(900);
  });

  it('shows that equal products do not cost the same', () => {
    const { least, most } = spread(whole.found)!;
    expect(least).toBeLessThan(2.1);
    expect(most).toBeGreaterThan(2.5);
    expect(spread([])).toBeUndefined();
  });
});

it.each(['wide', 'narrow'] as const)('draws every candidate once, %s', (size) => {
  const { lines, axes, width } = layoutParallel(whole.found, size);
  expect(lines).toHaveLength(whole.found.length);
  expect(lines.at(-1)!.paper).toBe(true);
  for (const { x } of axes) expect(x).toBeLessThan(width);
  const slices = layoutSlices(whole.found, 0.1, size);
  expect(slices.slices.map(({ gamma }) => gamma)).toEqual([1, 1.15, 1.3]);
  expect(slices.slices[1]!.dots.filter(({ paper }) => paper)).toHaveLength(1);
  for (const { dots, left } of slices.slices)
    for (const dot of dots) {
      expect(dot.x).toBeGreaterThanOrEqual(left);
      expect(dot.x).toBeLessThanOrEqual(left + slices.size);
    }
});
