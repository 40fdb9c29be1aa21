import { expect, test } from 'vitest';
import { thresholds } from '../../../models/answers/average-precision.ts';
import { labels } from '../../../models/scenes/art.ts';
import { shippedMeasurements } from '../own-detectors/shipped-measurements.ts';
import { areas, cardScenes, judge, linesOf, type Measurements, type SceneBoxes } from './logic.ts';
import measured from './measured.json';
import boxes from './scene.json';

const scene = boxes as unknown as SceneBoxes;
const measurements = measured as unknown as Measurements;

test('precision falls with every stricter threshold, for every size and detector', () => {
  for (const which of ['best', 'small'] as const) {
    const lines = linesOf(measurements, which);
    expect(lines.map(({ area }) => area)).toEqual([...areas]);
    for (const { points, mean } of lines) {
      expect(points).toHaveLength(thresholds.length);
      for (const [t, [, ap]] of points.entries())
        expect(ap).toBeLessThanOrEqual((points[t - 1]?.[1] ?? 1) + 1e-9);
      expect(mean).toBeGreaterThan(0);
    }
  }
});

test('the best detector is the better one, and both are near what their cards say of more scenes', () => {
  const [best, small] = (['best', 'small'] as const).map((which) => linesOf(measurements, which)[0]!.mean);
  expect(best).toBeGreaterThan(small!);
  for (const [index, mean] of [best!, small!].entries()) {
    const { name } = measurements.detectors[index]!;
    const card = shippedMeasurements.find((each) => each.name === name && each.size === measurements.size);
    expect(Math.abs(mean - card!.ap), name).toBeLessThan(0.04);
  }
});

test('of the scene’s boxes fewer are right the stricter the threshold, and each object is found once at most', () => {
  let before = Number.POSITIVE_INFINITY;
  for (let t = 0; t < thresholds.length; t++) {
    const right = judge(scene, t, labels.length).filter((each) => each.right).length;
    expect(right).toBeLessThanOrEqual(before);
    expect(right).toBeLessThanOrEqual(scene.objects.length);
    before = right;
  }
  expect(judge(scene, 0, labels.length).some(({ right }) => right)).toBe(true);
});

test('fewer scenes than the cards are measured over, which are the same for both', () => {
  const cards = import.meta.glob<Parameters<typeof cardScenes>[0]>(
    '../../../models/checkpoints/*/card.json',
    {
      eager: true,
      import: 'default',
    },
  );
  const scenes = measurements.detectors.map(({ name }) =>
    cardScenes(cards[`../../../models/checkpoints/${name}/card.json`]!, measurements),
  );
  expect(new Set(scenes).size).toBe(1);
  expect(scenes[0]).toBeGreaterThan(measurements.scenes);
  expect(() => cardScenes({ measured: [] }, measurements)).toThrow(RangeError);
});
