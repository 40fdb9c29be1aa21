import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './launch.ts';
import { builtPages } from './pages.ts';
import { type Site, serveSite } from './site.ts';

// The site as a class reads it that one laptop serves: over http, by an address of a local network, where browsers withhold what
// they give to https. The address is one of those set aside for examples; for this browser it is this machine.
const address = '192.0.2.7';

let site: Site;
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser({ host: address });
  context = await browser.newContext();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    // One of the site's headers is for https alone; the browser says so on every page.
    const expected = /status of 404|Cross-Origin-Opener-Policy header has been ignored/;
    if (message.type() === 'error' && !expected.test(message.text()))
      complaints.push(`${path}: ${message.text()}`);
  });
  await page.goto(site.url.replace('localhost', address) + path);
  return page;
}

test('it is a page to which browsers give less', async () => {
  const page = await open('');
  expect(
    await page.evaluate(() => [
      isSecureContext,
      crypto.subtle === undefined,
      navigator.clipboard === undefined,
    ]),
  ).toEqual([false, true, true]);
  await page.close();
});

describe('every page opens and is read to its end without an error:', () => {
  test.each(builtPages())('/%s', async (path) => {
    complaints.length = 0;
    const page = await open(path);
    // Figures wake as they come near.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 700) await page.evaluate((to) => scrollTo(0, to), y);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test('B0 classifies a photograph, its weights checked; the camera and the store say what they need', async () => {
  complaints.length = 0;
  const page = await open('embed/live-classifier/');
  await page.mouse.move(300, 300);
  await page.getByText('The camera needs an address that begins with https.').waitFor();
  await page
    .getByRole('button', { name: /download/i })
    .first()
    .click();
  await page.getByText(/only to pages whose address begins with https/).waitFor();
  await page
    .getByText(/espresso|coffee|cat|raccoon|pagoda/i)
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('a detector finds what it finds elsewhere, and its link can be copied', async () => {
  complaints.length = 0;
  const page = await open('embed/live-detector/#live-detector=1;net:phi-3');
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: /Run it here: download/ }).click();
  await page.getByText(/a second, on WebAssembly/).waitFor();
  expect(await page.locator('ol button').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText(/Link copied/).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});
