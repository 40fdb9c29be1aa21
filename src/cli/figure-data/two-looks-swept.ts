import { MatchedPictures } from '../../../models/answers/average-precision.ts';
import { type Bootstrap, precisionInterval } from '../../../models/answers/bootstrap.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { type StickerTwoStage, stickerTwoStages } from '../../../models/training/two-stage.ts';
import { rounded } from '../evaluate/card-row.ts';
import { loadTwoStage } from '../evaluate/two-stage.ts';
import { shippedNames } from '../shipped.ts';

/** Numbers of regions that are tried. */
const numbers = [10, 25, 50, 100, 200] as const;
/** The scenes that the cards' measurements are over, of training artists. */
const scenes = { first: partitions.test.first, count: 1000 } as const;
/** So many of the first of them are measured by themselves as well, for a test to repeat. */
const repeated = 3;
const draws = 2000;

/** What a detector finds with each number of regions in the first test scenes, matched to what is there. */
export async function matchedBy(
  detector: StickerTwoStage,
  kept: readonly number[],
  count: number,
  art: Art,
  onScene: (done: number, matched: readonly MatchedPictures[]) => void = () => {},
): Promise<readonly MatchedPictures[]> {
  const { resolution: side } = detector;
  const network = await loadTwoStage(detector, side);
  const matched = kept.map(() => new MatchedPictures(labels.length));
  for (let done = 0; done < count; done++) {
    const { rgb, boxes } = paint(scene(scenes.first + done, art, { artists: trainingArtists }), side, art);
    const found = await network.detectWith({ width: side, height: side, channels: 3, data: rgb }, kept);
    for (const [i, { detections }] of found.entries()) matched[i]?.add({ detections, objects: boxes });
    onScene(done + 1, matched);
  }
  return matched;
}

const precisionOf = (matched: MatchedPictures): number => matched.precision().ap ?? 0;

/** Average precision of each detector that looks twice and ships, by how many regions reach the second look. */
export async function sweptRegions(art: Art) {
  const bootstrap: Bootstrap = { method: 'basic', draws, over: 'scenes' };
  const detectors: Record<string, readonly object[]> = {};
  for (const detector of stickerTwoStages.filter(({ name }) => shippedNames().includes(name))) {
    let first: readonly number[] = [];
    const matched = await matchedBy(detector, numbers, scenes.count, art, (done, by) => {
      if (done === repeated) first = by.map(precisionOf);
      if (process.stderr.isTTY) process.stderr.write(`\r${detector.name}: ${done} of ${scenes.count} scenes`);
    });
    if (process.stderr.isTTY) process.stderr.write('\n');
    detectors[detector.name] = numbers.map((kept, i) => {
      const { low, high } = precisionInterval(matched[i]!, draws)!;
      const ap = rounded(precisionOf(matched[i]!));
      return { kept, ap, interval: [rounded(low), rounded(high)], ofFirst: rounded(first[i]!) };
    });
  }
  return { scenes: scenes.count, firstSeed: scenes.first, first: repeated, bootstrap, detectors };
}
