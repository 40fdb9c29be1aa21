import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { type Site, serveSite } from '../browser/site.ts';

// The bench for real: a network of the reader's own on WebAssembly, from the built site.
const tiny = 'own:1,d:0.3,w:0.25,px:64';
const tinyName = 'd 0.3, w 0.25, 64 px';

let site: Site;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
/** Bytes of what was received, by address, before compression. */
const received = new Map<string, Promise<number>>();

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await open(`nets:0,${tiny}`);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Shows a view of the figure: the first one loads the page, the next ones change its address alone. */
async function open(fields: string): Promise<void> {
  await page.goto(`${site.url}embed/measure-my-device/?backend=wasm#measure=1;${fields}`);
}

const row = (name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const results = () => page.getByRole('region', { name: 'What was measured on this device' });

test('measures a network: first run, median, quartiles, speed, memory; and the two ceilings', async () => {
  await page.getByText('about 1\u202fMB, once you press').waitFor();
  page.on('response', (response) => {
    received.set(
      response.url(),
      response.body().then(({ length }) => length),
    );
  });
  await page.getByRole('button', { name: 'Measure 1 network here' }).click();
  const cells = results().locator('tbody td');
  await cells.first().waitFor();
  const texts = (await cells.allInnerTexts()).map((text) => text.replaceAll('\u202f', ' '));
  expect(texts[1]).toMatch(/^[\d.,]+ m?s$/);
  expect(texts[2]).toMatch(/^[\d.,]+ m?s$/);
  expect(texts[3]).toMatch(/^[\d.,]+ m?s – [\d.,]+ m?s$/);
  expect(Number(texts[4])).toBeGreaterThanOrEqual(5);
  expect(texts[5]).toMatch(/^[\d.,]+ (m|b)illion$/);
  expect(texts[6]).toMatch(/^[\d.]+ [kM]B$/);
  expect(texts[7]).toMatch(/^[\d.]+ [kM]B$/);
  const words = await page.locator('figure').innerText();
  expect(words).toMatch(/Runs on WebAssembly · TF\.js: this processor, one thread/);
  expect(words).toMatch(
    /This device reaches [\d.]+ .illion multiply-adds a second in a matrix product and moves [\d.]+.[MG]B a second/,
  );
  expect(await page.locator('figure').getByRole('progressbar').count()).toBe(0);
});

test('the program is as large as the page says, and nothing else was downloaded', async () => {
  const names = [...received.keys()].map((url) => new URL(url).pathname);
  expect(names.filter((name) => !/\.(js|wasm)$/.test(name))).toEqual([]);
  const bytes = (await Promise.all(received.values())).reduce((sum, length) => sum + length, 0);
  expect(Math.round(bytes / 1e6)).toBe(1);
});

test('arrow keys read the points of a chart, from left to right', async () => {
  const chart = page.getByRole('group', { name: /^The latency chart/ });
  const reading = page.getByRole('region', { name: 'Latency against multiply-adds' }).locator('.reading');
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => reading.innerText(), { timeout: 20_000 })
    .toMatch(new RegExp(`^${tinyName}: [\\d.]+ ms \\(half of the runs between`));
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => reading.innerText(), { timeout: 20_000 })
    .toMatch(/^B1: 98 ms on one core of a Xeon/);
  await page.keyboard.press('Escape');
  await expect.poll(() => reading.innerText(), { timeout: 20_000 }).toMatch(/^Point at a dot/);
});

test('a network that is too large is refused with both numbers, and the next one is measured', async () => {
  await open('nets:1,own:1,w:8,px:2048');
  await page.getByRole('button', { name: 'Measure 2 networks here' }).click();
  await row('B0').first().waitFor();
  const reason = await page.getByText(/Too large for this device/).innerText();
  expect(reason).toMatch(/the network needs [\d.]+.GB at once, and 4\.29.GB are allowed here/);
  expect(await results().getByRole('rowheader').allInnerTexts()).toEqual([tinyName, 'B0']);
});

test('cancelling keeps what was measured', async () => {
  await open(`nets:128,${tiny}`);
  await page.getByRole('button', { name: 'Clear the results' }).click();
  await page.getByRole('button', { name: 'Measure 2 networks here' }).click();
  await results().getByRole('rowheader', { name: tinyName }).waitFor();
  await page.getByText('Measuring B7, 2 of 2').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Stopped; what was measured is kept.').waitFor({ timeout: 2_000 });
  expect(await results().getByRole('rowheader').allInnerTexts()).toEqual([tinyName]);
  expect(await page.getByRole('button', { name: 'Measure 2 networks here' }).isEnabled()).toBe(true);
});

test('nothing complained', () => expect(complaints).toEqual([]));
