import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedSite } from '../browser/opened-site.ts';
import { builtPages, type Visit, visit } from '../browser/pages.ts';
import { inertControls } from './inert-controls.ts';
import { runsOff } from './runs-off.ts';
import { tensorFlowMark } from './tensorflow-mark.ts';

/** What a page may load in scripts before a reader touches anything, in bytes after gzip. */
const scriptBudget = 40_000;

const opened = openedSite();

describe.for(builtPages())('page /%s', (path) => {
  let desktop: Visit;
  let phone: Visit;

  beforeAll(async () => {
    [desktop, phone] = await Promise.all([
      visit(opened.browser, opened.site.url + path, { viewport: { width: 1440, height: 900 } }),
      visit(opened.browser, opened.site.url + path, { viewport: { width: 320, height: 640 } }),
    ]);
  });

  afterAll(async () => {
    await desktop?.page.context().close();
    await phone?.page.context().close();
  });

  // A figure alone in another site's frame is no article: its reader came for the figure.
  test('loads at most 40 kB of scripts before any interaction', () => {
    const sizes = [...desktop.firstScripts].map(([url, body]) => ({ url, bytes: gzipSync(body).length }));
    const bytes = sizes.reduce((sum, script) => sum + script.bytes, 0);
    const list = sizes.map(({ url, bytes: own }) => `${own} ${url.split('/').at(-1)}`).join('\n');
    expect(bytes, list).toBeLessThanOrEqual(scriptBudget);
  });

  test('loads no TensorFlow.js unasked, even when read to its end', () => {
    const holding = [...desktop.scripts].filter(([, body]) => tensorFlowMark.test(body.toString('utf8')));
    expect(holding.map(([url]) => url)).toEqual([]);
  });

  test('asks no other host for anything', () => {
    const own = new URL(opened.site.url).origin;
    const foreign = [...desktop.requests, ...phone.requests].filter(
      (url) => !/^(data|blob):/.test(url) && new URL(url).origin !== own,
    );
    expect(foreign).toEqual([]);
  });

  test('gets all that it asks for', () => {
    const own = path === '404.html' ? [] : [...desktop.refused, ...phone.refused];
    expect(own).toEqual([]);
  });

  test('reports no error and breaks no rule of its content security policy', () => {
    expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
  });

  test('moves nothing while it loads or is read', () => {
    expect(desktop.layoutShift).toEqual({ score: 0, moved: [] });
    expect(phone.layoutShift).toEqual({ score: 0, moved: [] });
  });

  test('does not scroll sideways at 320 px, and nothing runs off the screen', async () => {
    const [scrolls, screen] = await phone.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(scrolls).toBeLessThanOrEqual(screen ?? 0);
    expect(await phone.page.evaluate(runsOff)).toEqual([]);
  });

  test('shows no control that cannot act where scripts are off', async () => {
    const context = await opened.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(opened.site.url + path);
    expect(await page.evaluate(inertControls)).toEqual([]);
    await context.close();
  });

  test('carries a strict content security policy', async () => {
    const policy = await desktop.page
      .locator('meta[http-equiv="content-security-policy" i]')
      .getAttribute('content', { timeout: 1_000 });
    const directives = new Map(
      (policy ?? '').split(';').map((text) => {
        const [name = '', ...values] = text.trim().split(/\s+/);
        return [name, values] as const;
      }),
    );
    const scripts = directives.get('script-src') ?? directives.get('default-src') ?? ['missing'];
    const loose = scripts.filter((value) =>
      /^'unsafe-(inline|eval)'$|^\*|^https?:|^data:|missing/.test(value),
    );
    expect(loose, `script-src of ${policy}`).toEqual([]);
    expect(directives.get('default-src'), `default-src of ${policy}`).toBeDefined();
  });
});
