import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elements } from '../../src/build/page-edits.ts';
import { filesIn } from '../../src/build/site-files.ts';
import { packedSite } from '../../src/cli/package/packed-site.ts';
import { zipped } from '../../src/cli/package/zip.ts';
import { root } from '../steps/command.ts';
import { launchBrowser } from './launch.ts';
import { builtPages, type Heard, listen, readToTheEnd, watchedBy } from './pages.ts';
import { plainServer } from './plain-server.ts';
import { builtSite, type Site } from './site.ts';

// The zip of `npm run package`, unpacked where a path holds spaces: served by the plainest of servers, and opened as files.

let above: string;
let folder: string;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'phiscope package '));
  const given = { licence: readFileSync(join(root, 'LICENSE')), version: '0.0.0' };
  for (const [path, bytes] of Object.entries(
    unzipSync(zipped(packedSite(filesIn(builtSite), given), 'for a class')),
  )) {
    mkdirSync(dirname(join(above, path)), { recursive: true });
    writeFileSync(join(above, path), bytes);
  }
  folder = join(above, 'for a class');
  [site, browser] = await Promise.all([plainServer(folder), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(above, { recursive: true, force: true });
});

async function open(address: string): Promise<{ page: Page; heard: Heard }> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
  const heard = await listen(page);
  await page.goto(address, { waitUntil: 'load' });
  return { page, heard };
}

/** A cover, a chapter with drawings and formulas, a lesson, and a figure's own page. */
const some = [
  '',
  'compound-scaling/',
  'lessons/what-a-convolution-costs/',
  'embed/network-diagram/',
] as const;

const notice = /opened as a file/;

/** The font in which most letters of an element are really drawn. */
async function drawnIn(page: Page, selector: string): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root: top } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: top.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.sort((a, b) => b.glyphCount - a.glyphCount)[0]?.familyName;
}

test('every link and every file that a page names is in the package', () => {
  let counted = 0;
  for (const path of builtPages(folder)) {
    const file = path.endsWith('.html') ? path : `${path}index.html`;
    const at = pathToFileURL(join(folder, file));
    for (const { attrs } of elements(readFileSync(at, 'utf8')))
      for (const { name, value } of attrs) {
        if (!/^(data-served-)?(href|src|poster)$|-url$/.test(name) || /^([a-z]+:|#|$)/.test(value)) continue;
        const named = new URL(value, at);
        named.search = named.hash = '';
        counted += 1;
        expect(existsSync(named) && !named.pathname.endsWith('/'), `${file}: ${value}`).toBe(true);
      }
  }
  expect(counted).toBeGreaterThan(2_000);
});

test.each(some)('served by a plain server, /%s is the page that it was', async (path) => {
  const { page, heard } = await open(site.url + path);
  await readToTheEnd(page);
  expect([heard.refused, heard.complaints, (await watchedBy(page)).policyViolations]).toEqual([[], [], []]);
  expect(await page.getByText(notice).isVisible()).toBe(false);
  expect(await page.locator('astro-island[client="reach"][ssr]').count()).toBe(0);
  await page.close();
});

test('served so, a link leads to a page, and B0 names a picture on another', async () => {
  const first = await open(site.url);
  await first.page.locator('main a[href*="compound-scaling/"]').first().click();
  await first.page.waitForURL(`${site.url}compound-scaling/index.html`);
  await first.page.close();
  const { page, heard } = await open(`${site.url}embed/live-classifier/index.html`);
  await page.mouse.move(300, 300, { steps: 2 });
  await page
    .getByRole('button', { name: /download/i })
    .first()
    .click();
  await page
    .getByText(/espresso|coffee|cat|raccoon|pagoda/i)
    .first()
    .waitFor();
  expect([heard.refused, heard.complaints]).toEqual([[], []]);
  await page.close();
});

test.each(some)(
  'opened as a file, /%s is read, says what serves it, and nothing is refused',
  async (path) => {
    const { page, heard } = await open(pathToFileURL(join(folder, path, 'index.html')).href);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(await page.getByText(notice).isVisible()).toBe(true);
    expect(await page.getByText(notice).innerText()).toContain('python3 -m http.server');
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(300);
    // In its own style and fonts.
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(paper).not.toBe('rgba(0, 0, 0, 0)');
    expect(await drawnIn(page, '.as-file')).toBe('Inter');
    // Its drawings and pictures stand there; no control does that would do nothing.
    const drawings = page.locator('main svg:visible');
    expect(await drawings.count()).toBeGreaterThan(0);
    const broken = await page
      .locator('img:visible')
      .evaluateAll((all) =>
        (all as HTMLImageElement[])
          .filter((img) => img.loading !== 'lazy' && img.naturalWidth === 0)
          .map(({ src }) => src),
      );
    expect(broken).toEqual([]);
    expect(await page.locator('.control:visible, .scripted:visible').count()).toBe(0);
    expect([heard.refused, heard.complaints, (await watchedBy(page)).policyViolations]).toEqual([[], [], []]);
    await page.close();
  },
);

test('opened as files, pages lead to pages, and print without the notice', async () => {
  const { page, heard } = await open(pathToFileURL(join(folder, 'index.html')).href);
  await page.locator('main a[href*="compound-scaling/"]').first().click();
  await page.waitForURL(pathToFileURL(join(folder, 'compound-scaling/index.html')).href);
  await page.getByRole('link', { name: 'Phiscope, cover' }).click();
  await page.waitForURL(pathToFileURL(join(folder, 'index.html')).href);
  await page.goto(pathToFileURL(join(folder, 'compound-scaling/index.html')).href);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText(notice).isVisible()).toBe(false);
  const pdf = (await page.pdf()).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2);
  expect(heard.complaints).toEqual([]);
  await page.close();
});
