import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// What a reader does with figures in a class that one laptop serves (step `pages` reads every page so): over http, by an address of a local network, where browsers withhold what
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

test('B0 classifies a photograph, its weights checked; the camera and the store say what they need', async () => {
  complaints.length = 0;
  const page = await open('embed/live-classifier/');
  await page.mouse.move(300, 300, { steps: 2 });
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
  await page.mouse.move(300, 300, { steps: 2 });
  await page.getByRole('button', { name: /Run it here: download/ }).click();
  await page.getByText(/a second, on WebAssembly/).waitFor();
  expect(await page.locator('ol button').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText(/Link copied/).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('the foot says what keeping the site on this device would need, and has no button for it', async () => {
  complaints.length = 0;
  const page = await open('sources/');
  const foot = page.locator('[data-keep]');
  await foot.getByText(/for use without a network, needs an address that begins with https/).waitFor();
  expect(await foot.getByRole('button').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});
