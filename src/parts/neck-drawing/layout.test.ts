import { describe, expect, test } from 'vitest';
import { type PyramidName, pyramids } from '../../../models/blocks/pyramids/pyramids.ts';
import { layoutCell, layoutSizes, pointOn } from './layout.ts';
import { edgeKeys, neckOf } from './neck.ts';
import { between, type Scene } from './scene.ts';

const names = Object.keys(pyramids) as PyramidName[];
const cases = names.flatMap((name) =>
  [7, 8].filter((top) => name !== 'nasFpn' || top === 7).map((top) => [name, top] as const),
);

test('a node says which way the levels are walked through at it; what enters says nothing', () => {
  const ways = (name: PyramidName) => {
    const { nodes } = neckOf(pyramids[name].nodes(3, 7), 3, 7);
    return nodes.map(({ direction = '', level }) => `${direction}${level}`).join(' ');
  };
  expect(ways('fpn')).toBe('3 4 5 6 7 down7 down6 down5 down4 down3');
  expect(ways('bifpn')).toBe('3 4 5 6 7 down6 down5 down4 down3 up4 up5 up6 up7');
});

describe.each(cases)('%s up to P%s', (name, top) => {
  const neck = neckOf(pyramids[name].nodes(3, top), 3, top);
  test.each(Object.entries(layoutSizes))('%s: no two nodes overlap, every edge is there', (_, options) => {
    const { spots, routes, width, height } = layoutCell(neck, options);
    for (const [at, a] of spots.entries()) {
      expect(a.x - a.halfWidth).toBeGreaterThanOrEqual(0);
      expect(a.x + a.halfWidth).toBeLessThanOrEqual(width);
      expect(a.y - a.halfHeight).toBeGreaterThanOrEqual(0);
      expect(a.y + a.halfHeight).toBeLessThanOrEqual(height);
      for (const b of spots.slice(at + 1)) {
        const apart =
          Math.abs(a.x - b.x) > a.halfWidth + b.halfWidth ||
          Math.abs(a.y - b.y) > a.halfHeight + b.halfHeight;
        expect(apart, `${a.key} and ${b.key}`).toBe(true);
      }
    }
    expect(routes.map(({ key }) => key).sort()).toEqual([...edgeKeys(neck)].sort());
    expect(edgeKeys(neck)).toHaveLength(neck.nodes.reduce((sum, { inputs }) => sum + inputs.length, 0));
  });

  test('edges start and end at their nodes, and pass over no other of their row', () => {
    const { spots, routes } = layoutCell(neck, layoutSizes.wide);
    const spotOf = (key: string) => spots.find((spot) => spot.key === key)!;
    for (const { from, to, curve } of routes) {
      const [start, end] = [spotOf(from), spotOf(to)];
      for (const [spot, x, y] of [
        [start, curve[0], curve[1]],
        [end, curve[6], curve[7]],
      ] as const) {
        const [across, along] = [
          Math.abs(x - spot.x) / spot.halfWidth,
          Math.abs(y - spot.y) / spot.halfHeight,
        ];
        expect(Math.max(across, along), `${from} to ${to} on the border`).toBeCloseTo(1, 6);
      }
      if (start.level !== end.level) continue;
      for (let t = 0.02; t < 1; t += 0.02) {
        const [x, y] = pointOn(curve, t);
        for (const spot of spots)
          if (spot.key !== from && spot.key !== to)
            expect(
              Math.abs(x - spot.x) < spot.halfWidth && Math.abs(y - spot.y) < spot.halfHeight,
              `${from} to ${to} crosses ${spot.key}`,
            ).toBe(false);
      }
    }
  });
});

test('on the way from one scene to another, what both have moves and the rest fades', () => {
  const spot = (key: string, x: number) => ({
    key,
    level: 3,
    x,
    y: 0,
    halfWidth: 5,
    halfHeight: 5,
    tone: 'plain' as const,
    opacity: 1,
  });
  const before: Scene = { spots: [spot('a', 0), spot('b', 50)], routes: [] };
  const after: Scene = { spots: [spot('a', 100), spot('c', 70)], routes: [] };
  const half = between(before, after, 0.25).spots;
  expect(half.map(({ key, x, opacity }) => [key, x, opacity])).toEqual([
    ['b', 50, 0.75],
    ['a', 25, 1],
    ['c', 70, 0.25],
  ]);
  expect(between(before, after, 1)).toBe(after);
});
