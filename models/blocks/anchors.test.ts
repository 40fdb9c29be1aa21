import { describe, expect, test } from 'vitest';
import golden from '../../test/goldens/boxes/anchors.json' with { type: 'json' };
import { anchorAt, anchorBoxes, anchorCount, anchorLevels, anchorPlace, anchorScales } from './anchors.ts';

describe('anchors of another implementation', () => {
  test.each(golden.networks.map((network) => [network.network, network] as const))('%s', (_, network) => {
    const [height, width] = network.size;
    const maxLevel = Math.max(...network.levels.map(({ level }) => level));
    const config = { size: [height ?? 0, width ?? 0], maxLevel, anchorScale: network.anchor_scale } as const;
    expect(anchorCount(config)).toBe(network.count);
    const levels = anchorLevels(config);
    expect(levels.map(({ level, cells, first, count }) => ({ level, cells, first, count }))).toEqual(
      network.levels.map(({ level, cells, first, count }) => ({ level, cells, first, count })),
    );
    for (const [at, { stride }] of levels.entries())
      for (const axis of [0, 1] as const)
        expect(stride[axis]).toBeCloseTo(network.levels[at]?.stride[axis] ?? 0, 6);

    const boxes = anchorBoxes(config);
    expect(boxes.length).toBe(4 * network.count);
    expect(network.anchors.length).toBeGreaterThan(0);
    for (const row of network.anchors) {
      const [index = 0, , , , , , ...box] = row;
      for (const [side, value] of box.entries())
        expect(Math.abs((boxes[4 * index + side] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-3);
    }
  });
});

test('a picture that is not square has a stride for each axis', () => {
  const [first] = anchorLevels({ size: [511, 513] });
  expect(first?.cells).toEqual([64, 65]);
  expect(first?.stride).toEqual([511 / 64, 513 / 65]);
});

test('three scales an octave', () => {
  expect(anchorScales.map((scale) => Math.log2(scale) * 3)).toEqual(
    [0, 1, 2].map((n) => expect.closeTo(n, 12)),
  );
});

test('an index tells the anchor’s place, and the place its box', () => {
  const config = { size: [96, 160], anchorScale: 3 } as const;
  const levels = anchorLevels(config);
  const boxes = anchorBoxes(config);
  for (let anchor = 0; anchor < anchorCount(config); anchor += 7) {
    const { level, cell, scale, ratio } = anchorPlace(levels, anchor);
    const own = levels.find((each) => each.level === level)!;
    const { top, left, bottom, right } = anchorAt(own, 3, cell, scale, ratio);
    [top, left, bottom, right].forEach((edge, side) => {
      expect(boxes[4 * anchor + side]).toBeCloseTo(edge, 4);
    });
  }
  expect(() => anchorPlace(levels, anchorCount(config))).toThrow(RangeError);
});

test('rounded sides are effdet’s, which are not quite √2', () => {
  const boxes = anchorBoxes({ size: [128, 128], anchorRoots: 'rounded' });
  // effdet 0.4, `Anchors(3, 7, 3, [(1, 1), (1.4, 0.7), (0.7, 1.4)], 4.0, (128, 128)).boxes`, by index.
  const rows = [
    [1, -7.2, -18.4, 15.2, 26.4],
    [2, -18.4, -7.2, 26.4, 15.2],
    [5, -24.2222, -10.1111, 32.2222, 18.1111],
    [2305, -14.4, -36.8, 30.4, 52.8],
    [3068, -504.9245, -220.4623, 632.9246, 348.4623],
  ] as const;
  for (const [index, ...edges] of rows)
    edges.forEach((edge, side) => {
      expect(boxes[4 * index + side]).toBeCloseTo(edge, 3);
    });
});
