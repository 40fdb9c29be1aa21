import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import rows from '../scenes/hashes.json' with { type: 'json' };
import { launchBrowser } from './launch.ts';
import { openSceneSite, type ScenePage, type SceneRow } from './scene-page.ts';
import type { Site } from './site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await openSceneSite();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

// The same hashes hold in Node (test/scenes): one seed is one picture, wherever it is painted.
test('Chromium paints the same scenes as Node, byte for byte', async () => {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'paintScenes' in globalThis);
  const asked: SceneRow[] = rows.map(({ seed, size, difficulty, artist }) => ({
    seed,
    size,
    difficulty,
    artist,
  }));
  const answers = await page.evaluate(
    (wanted) => (globalThis as unknown as ScenePage).paintScenes(wanted),
    asked,
  );
  expect(answers).toEqual(rows.map(({ sha256, mask, boxes }) => ({ sha256, mask, boxes })));
});
