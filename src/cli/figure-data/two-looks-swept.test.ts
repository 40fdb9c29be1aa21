import { describe, expect, test } from 'vitest';
import { MatchedPictures } from '../../../models/answers/average-precision.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { findStickerTwoStage, stickerTwoStages } from '../../../models/training/two-stage.ts';
import swept from '../../figures/two-looks/swept.json' with { type: 'json' };
import { loadTwoStage } from '../evaluate/two-stage.ts';
import { loadArt } from '../scenes/art.ts';
import { shippedNames } from '../shipped.ts';
import { matchedBy } from './two-looks-swept.ts';

const names = Object.keys(swept.detectors) as (keyof typeof swept.detectors)[];

test('every detector that looks twice and ships was swept', () => {
  const shipped = stickerTwoStages.map(({ name }) => name).filter((name) => shippedNames().includes(name));
  expect(names).toEqual(shipped);
});

describe.each(names)('%s', (name) => {
  const detector = findStickerTwoStage(name)!;
  const rows = swept.detectors[name];

  test('by its shipped weights comes to what the file says of the first scenes, with every number of regions', async () => {
    const kept = rows.map((row) => row.kept);
    const again = await matchedBy(detector, kept, swept.first, await loadArt());
    // A detection more or less in three scenes would move it by more; the weights of another training by hundredths.
    for (const [i, { ofFirst }] of rows.entries())
      expect(Math.abs(again[i]!.precision().ap! - ofFirst)).toBeLessThan(1e-3);
    // They are told apart there: numbers in a wrong order would be seen.
    expect(rows[1]!.ofFirst - rows[0]!.ofFirst).toBeGreaterThan(0.01);
  });

  test('finds with the first of two hundred regions what it finds with so many', async () => {
    const art = await loadArt();
    const { resolution: side } = detector;
    const network = await loadTwoStage(detector, side);
    const { rgb, boxes } = paint(scene(swept.firstSeed, art, { artists: trainingArtists }), side, art);
    const picture = { width: side, height: side, channels: 3, data: rgb } as const;
    const [few] = await network.detectWith(picture, [10, 200]);
    const alone = await network.detect(picture, { kept: 10 });
    expect(few!.detections.map(({ label, anchor }) => [label, anchor])).toEqual(
      alone.detections.map(({ label, anchor }) => [label, anchor]),
    );
    const ap = [few!, alone].map(({ detections }) => {
      const matched = new MatchedPictures(labels.length);
      matched.add({ detections, objects: boxes });
      return matched.precision().ap;
    });
    expect(ap[0]).toBe(ap[1]);
  });
});
