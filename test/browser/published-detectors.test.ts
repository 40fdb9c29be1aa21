import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fusionShares } from '../../models/blocks/fusion-shares.ts';
import { type CatalogueEntry, catalogueEntry } from '../../models/checkpoints/catalogue.ts';
import { fixture } from './checkpoint-hosts.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// Published detectors on the built pages. The published D1 cannot be had here, so the catalogue's entry is exchanged, as the page
// receives it, for one of the same id and host that lists the small detector of the fixtures; all else is the site's own.
const file = 'effdet-tiny.safetensors';
const content = fixture(file);
const url = `https://raw.githubusercontent.com/played/${file}`;
const d1 = catalogueEntry('automl_efficientdet_d1')!;
const played: CatalogueEntry = {
  ...d1,
  network: 'efficientdet',
  format: 'safetensors',
  naming: 'effdet',
  classes: 5,
  input: { ...d1.input, height: 128, width: 128 },
  files: [{ url, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }],
};

let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Addresses at other hosts that were asked for. */
const foreign: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
  context = await browser.newContext({ acceptDownloads: true });
  await context.route(/^https:/, (route) => {
    foreign.push(route.request().url());
    const headers = { 'Access-Control-Allow-Origin': '*' };
    return route.request().url() === url
      ? route.fulfill({ status: 200, headers, body: content })
      : route.fulfill({ status: 404, headers });
  });
  // The page and the worker have a copy each, in chunks whose names tell nothing.
  await context.route(/\/_astro\/[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const exchanged = text.includes(`"id":"${d1.id}"`)
      ? text.replace(
          /JSON\.parse\((`\[\{"id"[^`]*`)\)/,
          (_, list: string) =>
            `JSON.parse(${list}).map((entry) => entry.id === '${d1.id}' ? ${JSON.stringify(played)} : entry)`,
        )
      : text;
    await route.fulfill({ response, body: exchanged });
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const figure = () => page.locator('figure').first();

test('the ladder of detectors: one that is published draws its boxes, one that cannot be had is a sentence', async () => {
  await page.goto(`${site.url}embed/scaling-ladder/?backend=wasm#scaling-ladder=1;of:d,scene:easy,score:0.1`);
  await page.mouse.move(200, 300, { steps: 2 });
  // What our D0 found when the page was made stands there from the start, drawn and as a list.
  await page.getByText(/^\d boxes, found when this page was made$/).waitFor();
  expect(await figure().innerText()).toMatch(/never saw COCO[\s\S]*D1[\s\S]*40\.5/);
  const run = page.getByRole('button', { name: /^Run D1: download 53\.7.MB$/ }).and(page.locator(':enabled'));
  await run.waitFor();
  expect(foreign).toEqual([]);
  await run.click();
  await page
    .getByText(/^(no|one|\d+) box(es)? in [\d.]+.m?s on WebAssembly · TF\.js$/)
    .waitFor({ timeout: 60_000 });
  expect(foreign).toEqual([url]);
  const d1Row = page.getByRole('row', { name: /^D1/ });
  const listed = await d1Row.locator('li').count();
  expect(await d1Row.locator('.box').count()).toBe(listed);
  await page.getByRole('button', { name: /^Run D2: download 65\.5.MB$/ }).click();
  await page.getByText(/raw\.githubusercontent\.com answered 404 for EfficientDet-D2/).waitFor();
  expect(await figure().innerText()).toMatch(/on WebAssembly/);
});

test('its fusion weights are read from the same store, stand beside ours, and are saved as one drawing', async () => {
  const asked = foreign.length;
  await page.goto(`${site.url}embed/learned-fusion-weights/#learned=1;net:coco-d1,with:d0`);
  await page.mouse.move(200, 300, { steps: 2 });
  await page.getByRole('button', { name: 'Read D1: stored here' }).click();
  await page.getByText(/^EfficientDet-D1 on COCO has 2 cells, EfficientDet-D0 on stickers 3:/).waitFor();
  expect(foreign).toHaveLength(asked);
  // What the upstream library has at the first node, normalised by the rule.
  const golden = JSON.parse(
    readFileSync(new URL('../fixtures/checkpoints/effdet-tiny.json', import.meta.url), 'utf8'),
  );
  const raw: number[] = golden.fusionWeightsRaw['cell_0/fnode0'];
  const [own] = fusionShares({ method: 'fastNormalized', epsilon: 1e-4 }, raw);
  const row = page.getByRole('row', { name: /^P6 top-down P6 input/ });
  expect(await row.getByRole('cell').nth(2).innerText()).toBe(own!.toFixed(2));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the chart as SVG' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8');
  for (const title of ['EfficientDet-D1 on COCO, cell 2 of 2', 'EfficientDet-D0 on stickers, cell 3 of 3'])
    expect(saved).toContain(title);
  expect(saved.match(/<svg/g)).toHaveLength(1 + 2 + 3);
});

test('nothing complained', () => expect(complaints).toEqual([]));
