import { describe, expect, it } from 'vitest';
import { disagrees, layoutPeers, pairsOf } from './logic.ts';

const views = (['imagenet', 'coco'] as const).flatMap((task) =>
  (['cost', 'parameters'] as const).map((measure) => ({ task, measure })),
);

describe.each(views)('pairs of $task by $measure', (view) => {
  const pairs = pairsOf(view);

  it.each(['wide', 'narrow'] as const)('are squares whose areas are to one scale, %s', (size) => {
    const { cells, width, height } = layoutPeers(pairs, size);
    const perArea = cells.map(({ pair, peerSide }) => peerSide ** 2 / pair.peerAmount.value);
    for (const scale of perArea) expect(scale / perArea[0]!).toBeCloseTo(1, 9);
    for (const { pair, peerSide, ownSide, left, foot } of cells) {
      expect(peerSide ** 2 / ownSide ** 2).toBeCloseTo(pair.computedRatio, 6);
      expect(left + peerSide).toBeLessThanOrEqual(width);
      expect(foot).toBeLessThan(height);
    }
  });

  it('begin with the largest ratio', () => {
    const ratios = pairs.map(({ ratio }) => ratio.value);
    expect(ratios).toEqual([...ratios].sort((a, b) => b - a));
  });
});

it('holds the ratios that the papers speak of', () => {
  const costs = pairsOf({ task: 'imagenet', measure: 'cost' });
  expect(costs).toHaveLength(15);
  expect(costs.find(({ peer }) => peer === 'ResNeXt-101')?.ratio.printed).toBe('18x');
  const parameters = pairsOf({ task: 'imagenet', measure: 'parameters' });
  expect(parameters).toHaveLength(16);
  expect(parameters[0]).toMatchObject({ peer: 'GPipe', own: 'B7', ratio: { printed: '8.4x' } });
});

it('finds printed ratios that the printed amounts do not give', () => {
  const odd = pairsOf({ task: 'coco', measure: 'parameters' }).filter(disagrees);
  expect(odd.map(({ peer, ratio }) => `${peer} ${ratio.printed}`)).toEqual(['RetinaNet-R50 640 6.7x']);
  expect(pairsOf({ task: 'imagenet', measure: 'cost' }).filter(disagrees)).toEqual([]);
});
