import { describe, expect, it } from 'vitest';
import { efficientNet } from '../families/efficientnet/network.ts';
import { cost } from '../operators/cost.ts';
import { growthCurves, holdCost, idealCost, networkOf, unscaled } from './scaled-b0.ts';

describe('holding the cost', () => {
  const target = networkOf({ depth: 1.4, width: 1.2, resolution: 1.3 }).multiplyAdds;

  it.each([
    ['resolution', { depth: 1.9, width: 1.1, resolution: 1 }, 0.012],
    ['width', { depth: 1.2, width: 1, resolution: 1.5 }, 0.12],
    ['depth', { depth: 1, width: 1, resolution: 1.6 }, 0.12],
  ] as const)('lets %s give way until the counted cost is met', (give, scaling, most) => {
    const { scaling: found, residual, bounded } = holdCost(scaling, give, target);
    expect(bounded).toBe(false);
    expect(Math.abs(residual)).toBeLessThan(most);
    expect(residual).toBeCloseTo(networkOf(found).multiplyAdds / target - 1, 12);
    for (const step of [-0.001, 0.001]) {
      const beside = networkOf({ ...found, [give]: Number((found[give] + step).toFixed(3)) }).multiplyAdds;
      expect(Math.abs(beside / target - 1)).toBeGreaterThanOrEqual(Math.abs(residual) - 1e-12);
    }
  });

  it('stops at the end of a knob', () => {
    expect(holdCost(unscaled, 'resolution', 1e15)).toMatchObject({
      bounded: true,
      scaling: { resolution: 2.5 },
    });
    expect(holdCost(unscaled, 'depth', 1)).toMatchObject({ bounded: true, scaling: { depth: 0.5 } });
  });
});

it('counts what the graph counts', () => {
  const graph = efficientNet({ depth: 2, width: 1, resolution: 291 });
  expect(networkOf({ depth: 2, width: 1, resolution: 1.3 }).multiplyAdds).toBe(cost(graph).multiplyAdds);
});

it('shows that depth costs once, width and resolution twice', () => {
  const [depth, width, resolution] = growthCurves();
  const at = (curve: typeof depth, value: number) => curve!.stops.find(([x]) => x === value)![1];
  expect(at(depth, 4)).toBeCloseTo(4, 0);
  expect(at(width, 5)).toBeGreaterThan(20);
  expect(at(resolution, 2.5)).toBeCloseTo(2.5 ** 2, 0);
  for (const { points } of [depth!, width!, resolution!])
    for (const [index, point] of points.entries())
      if (index > 0) expect(point[1]).toBeGreaterThanOrEqual(points[index - 1]![1]);
});

it('takes cost to grow with depth once, with width and resolution twice', () => {
  expect(idealCost({ depth: 2, width: 2, resolution: 2 })).toBe(32);
});
