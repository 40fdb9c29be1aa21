import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keptFiles } from '../../src/build/kept-files.ts';
import { filesIn } from '../../src/build/site-files.ts';
import { launchBrowser } from './launch.ts';
import { builtPages, listen, readToTheEnd, watchedBy } from './pages.ts';
import { builtSite, type Site, serveSite } from './site.ts';

// The whole site kept in the browser, below a path of any depth: what a reader then has without a server, and when a new build comes.
let folder: string;
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (small !== undefined) rmSync(small, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phiscope-keep-'));
  context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Serves a copy of a built site, which a test may change. */
async function serve(built: string): Promise<void> {
  cpSync(built, folder, { recursive: true });
  site = await serveSite({ folder, base: '/a-class/room/' });
}

const foot = () => page.locator('[data-keep]');
const button = (name: RegExp) => foot().getByRole('button', { name });
const said = () => foot().getByRole('status');
const offer = /^Keep on this device \(\d+\sMB\)$/;
const says = (sentence: RegExp, timeout = 20_000) =>
  expect.poll(() => said().innerText(), { timeout }).toMatch(sentence);
/** Some hundred files are fetched and stored, each held against its hash. */
const isKept = () => says(/^Kept on this device, \d+\sMB/, 200_000);
/** Of a test in which that happens. */
const long = 400_000;

async function keep(): Promise<void> {
  await page.goto(site.url);
  await button(offer).click();
  await isKept();
}

/** What the browser holds of the site. */
const held = () =>
  page.evaluate(async () => ({
    stores: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

/** Says anew what a folder holds, as the build does. */
function list(built = folder): void {
  for (const [name, bytes] of keptFiles(filesIn(built))) writeFileSync(join(built, name), bytes);
}

/** Builds the site anew with another heading on a page. */
function rebuild(path: string, heading: string): void {
  const file = join(folder, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(<h1[^>]*>)[^<]*/, `$1${heading}`));
  list();
}

/** What of a built site is not in the small one: networks, pictures, and the pages beside the chapters. */
const beside = /^(embed|lessons|painted|teach)$|\.(safetensors|wasm|png|jpg|webp)$/;
let small: string | undefined;
/** A site of chapters, scripts and fonts, made once: quicker to keep, and as good where nothing is run. */
function smallSite(): string {
  if (small !== undefined) return small;
  small = mkdtempSync(join(tmpdir(), 'phiscope-keep-small-'));
  const filter = (path: string) => !beside.test(relative(builtSite, path));
  cpSync(builtSite, small, { recursive: true, filter });
  list(small);
  return small;
}

test('until a reader asks for it nothing is fetched or stored; then every page, B0, a detector and a lesson run without a server', {
  timeout: long,
}, async () => {
  await serve(builtSite);
  const heard = await listen(page);
  await page.goto(site.url);
  await readToTheEnd(page);
  expect(await said().innerText()).toMatch(/without a network/);
  expect(heard.requests.filter((url) => /\/kept\/|keep-worker/.test(url))).toEqual([]);
  expect(await held()).toEqual({ stores: 0, workers: 0 });

  await button(offer).click();
  await isKept();
  expect(await button(/^Remove$/).evaluate((element) => element === document.activeElement)).toBe(true);
  expect([heard.refused, heard.complaints]).toEqual([[], []]);
  await site.close();

  for (const path of builtPages(folder)) {
    await page.goto(site.url + path);
    await expect.poll(() => page.locator('main').innerText(), { message: path }).toMatch(/\w{3}/);
  }
  // Nothing is refused but the question whether there is a newer build.
  // What a page was still starting when it was left is aborted, not refused.
  const others = (all: readonly string[]) =>
    all.filter((text) => !/kept\/version\.json|ERR_ABORTED/.test(text));
  expect([others(heard.refused), others(heard.complaints)]).toEqual([[], []]);
  // As hosts and readers write addresses.
  await page.goto(`${site.url}sources`);
  expect(page.url()).toBe(`${site.url}sources/`);
  expect((await page.goto(`${site.url}index.html?a=1`))?.status()).toBe(200);

  await page.goto(`${site.url}compound-scaling/`);
  await readToTheEnd(page);
  expect((await watchedBy(page)).policyViolations).toEqual([]);

  await page.goto(`${site.url}embed/live-classifier/`);
  await page.mouse.move(300, 300, { steps: 2 });
  await page
    .getByRole('button', { name: /download/i })
    .first()
    .click();
  await page
    .getByText(/espresso|coffee|cat|raccoon|pagoda/i)
    .first()
    .waitFor();

  await page.goto(`${site.url}embed/live-detector/?backend=wasm#live-detector=1;net:phi-3`);
  await page.mouse.move(300, 300, { steps: 2 });
  await page.getByRole('button', { name: /Run it here: download/ }).click();
  await page.getByText(/a second, on WebAssembly/).waitFor();
  expect(await page.locator('ol button').count()).toBeGreaterThan(0);

  await page.goto(`${site.url}lessons/what-a-convolution-costs/`);
  const exercise = page.getByRole('region', { name: 'Depthwise against full', exact: true });
  await exercise.scrollIntoViewIfNeeded();
  await page.mouse.move(300, 300, { steps: 2 });
  await exercise.getByRole('textbox').first().fill('144');
  await exercise.getByRole('button', { name: /^Check$/ }).click();
  await expect.poll(() => exercise.getByRole('status').innerText()).toMatch(/^Right\./);
  expect([others(heard.refused), others(heard.complaints)]).toEqual([[], []]);

  // What is not there is said on the site's own page, in its own style.
  expect((await page.goto(`${site.url}no/such/page`))?.status()).toBe(404);
  await page.locator('html[data-found]').waitFor();
  expect(await page.locator('h1').innerText()).toBe('There is no page here.');
});

test('a new build waits until it is asked for, and leaves nothing of the old one', {
  timeout: long,
}, async () => {
  await serve(smallSite());
  await keep();
  const count = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).length;
    });
  const before = await count();
  rebuild('sources/index.html', 'Sources of another build');
  const heading = () => page.locator('h1').first().innerText();
  for (const path of ['sources/', 'compound-scaling/', 'sources/']) {
    await page.goto(site.url + path);
    await says(/^There is a newer version/);
    expect(await heading()).not.toMatch(/another build/);
  }
  const other = await context.newPage();
  await other.goto(`${site.url}compound-scaling/`);
  await other.evaluate(() => document.body.setAttribute('data-seen', ''));

  const heard = await listen(page);
  await button(/^Reload now \(\d+\sMB\)$/).click();
  await expect.poll(heading).toBe('Sources of another build');
  await isKept();
  // Only what had changed was fetched, and the other page is where it was.
  expect(heard.requests.filter((url) => url.includes('?kept='))).toEqual([
    expect.stringMatching(/\/sources\/\?kept=/),
  ]);
  expect(await other.locator('body[data-seen]').count()).toBe(1);
  expect(await count()).toBe(before + 1);
  await site.close();
  await page.reload();
  expect(await heading()).toBe('Sources of another build');

  // The first page that is opened when all are closed clears up.
  await page.close();
  await other.close();
  page = await context.newPage();
  await expect
    .poll(async () => {
      await page.goto('about:blank');
      await page.goto(site.url);
      return count();
    })
    .toBe(before);
});

test('fetching can be stopped, goes on after a fault, and what is kept can be removed', {
  timeout: long,
}, async () => {
  await serve(smallSite());
  let answer: 'wait' | 'fail' | 'go' = 'wait';
  await page.route(/\.woff2\?kept=/, async (route) => {
    if (answer === 'fail') await route.abort();
    if (answer === 'go') await route.continue();
  });
  await page.goto(site.url);
  await button(offer).click();
  await expect.poll(() => foot().locator('.amount').innerText()).toMatch(/^\d+ of \d+\sMB$/);
  await button(/^Stop$/).click();
  await says(/^Stopped: nothing was kept/);
  expect(await held()).toEqual({ stores: 0, workers: 0 });

  answer = 'fail';
  await button(offer).click();
  await says(/does not answer/);
  expect((await held()).workers).toBe(0);
  answer = 'go';
  await button(offer).click();
  await isKept();
  await button(/^Remove$/).click();
  await says(/^Removed/);
  expect(await held()).toEqual({ stores: 0, workers: 0 });
  await expect(button(offer).isVisible()).resolves.toBe(true);
  await site.close();
  await expect(page.goto(site.url)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});

test('a press of Stop that comes when all is fetched removes nothing', { timeout: long }, async () => {
  await serve(smallSite());
  await page.goto(site.url);
  // As a hand that was already on its way to the button.
  await page.evaluate(() => {
    const back = document.querySelectorAll<HTMLButtonElement>('[data-keep] button')[1];
    new MutationObserver((_, observer) => {
      if (back?.textContent !== 'Remove') return;
      observer.disconnect();
      back.click();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await button(offer).click();
  await isKept();
  await page.waitForTimeout(300);
  await isKept();
  expect(await held()).toEqual({ stores: 1, workers: 1 });
  await button(/^Remove$/).click();
  await says(/^Removed/);
});

test('what a server sends that is not of the build is not kept, and the reader is told which file it is', {
  timeout: long,
}, async () => {
  await serve(smallSite());
  const file = join(folder, 'sources/index.html');
  writeFileSync(file, `${readFileSync(file, 'utf8')}<!-- put in by somebody on the way -->`);
  await page.goto(site.url);
  await button(offer).click();
  await says(/“sources\/index\.html” is not what this site was built of/);
  expect((await held()).workers).toBe(0);
});

test('a browser that has no service workers here says so, and offers nothing', async () => {
  await serve(smallSite());
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
  await page.goto(site.url);
  await foot()
    .getByText(/This browser keeps no site/)
    .waitFor();
  expect(await foot().getByRole('button').count()).toBe(0);
});
