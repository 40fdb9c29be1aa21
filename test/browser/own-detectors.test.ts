import { describe, expect, test } from 'vitest';
import { averagePrecision } from '../../models/answers/average-precision.ts';
import { labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene } from '../../models/scenes/scene.ts';
import { partitions } from '../../models/scenes/seeds.ts';
import { findStickerTwoStage } from '../../models/training/two-stage.ts';
import { loadTwoStage } from '../../src/cli/evaluate/two-stage.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { awake, blockOf, hearFigures, viewOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// Our own detectors are measured again in the reader's browser, those that look once and those that look twice.
const opened = openedSite();
const figure = 'own-detectors';
const scenes = 10;

/** What the command line finds in the same scenes. */
async function measuredHere(id: string): Promise<number | null> {
  const detector = findStickerTwoStage(id)!;
  const network = await loadTwoStage(detector, detector.resolution);
  const art = await loadArt();
  const examined = [];
  for (let at = 0; at < scenes; at++) {
    const { rgb, boxes } = paint(scene(partitions.visitor.first + at, art), detector.resolution, art);
    const picture = {
      width: detector.resolution,
      height: detector.resolution,
      channels: 3 as const,
      data: rgb,
    };
    examined.push({ detections: (await network.detect(picture)).detections, objects: boxes });
  }
  return averagePrecision(examined, labels.length).ap;
}

describe('measured again', () => {
  test('a press on the point of one that looks twice measures it, as the command line would', async () => {
    const page = await opened.open(`embed/${figure}/#${figure}=1;ask:looks`, {
      viewport: { width: 1366, height: 1200 },
      prepare: hearFigures,
    });
    await awake(page, figure);
    expect(await viewOf(page, figure)).toBe(`${figure}=1;ask:looks`);
    const block = blockOf(page, figure);
    await block.getByRole('combobox', { name: 'Scenes' }).selectOption(`${scenes}`);
    const id = 'thundernet-head-stickers';
    await block.locator(`[data-point^="${id}@"]:visible`).click();
    const result = block.locator('.result');
    await expect
      .poll(() => result.innerText(), { timeout: 90_000 })
      .toMatch(new RegExp(`regions at 256 pixels, ${scenes} scenes`));
    const ap = await measuredHere(id);
    expect(await result.innerText()).toContain(`AP ${ap!.toFixed(3)}`);
    expect(await block.getByRole('img', { name: /^Scene with/ }).count()).toBe(1);
    expect(opened.complaints(page)).toEqual([]);
    await opened.giveBack(page);
  });
});
