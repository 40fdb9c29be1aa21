import { expect, test } from 'vitest';
import { trainingScenes } from './training-scenes.ts';

const of = (scenes: Record<string, { firstSeed: number; count: number }>) =>
  trainingScenes({ scenes, scenesSeen: 32_000 });

test('presented are the steps, distinct the seeds', () => {
  expect(of({ 384: { firstSeed: 10_000, count: 3000 } })).toEqual({
    presented: 32_000,
    distinct: 3000,
    bySize: [{ size: 384, distinct: 3000 }],
  });
});

test('a scene that is painted at two sizes is one scene', () => {
  const { distinct, bySize } = of({
    512: { firstSeed: 20_000, count: 2000 },
    128: { firstSeed: 0, count: 5000 },
    256: { firstSeed: 0, count: 8000 },
    384: { firstSeed: 7000, count: 3000 },
  });
  expect(distinct).toBe(12_000);
  expect(bySize.map(({ size }) => size)).toEqual([128, 256, 384, 512]);
});
