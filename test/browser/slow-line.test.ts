import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './launch.ts';
import { keepShifts, movedElements } from './layout-shift.ts';
import { builtPages } from './pages.ts';
import { builtSite, type Site, serveSite } from './site.ts';

// A page whose text comes bit by bit, as over a slow line: what has been drawn stays where it is.
let site: Site;
let browser: Browser;
let slow: Server;
let slowUrl: string;

/** What the browser asked for since it asked for a document, and when it did so last. */
let asked = 0;
let lastAsked = 0;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The document of a page in pieces, each drawing by itself; all else is asked of the site. */
beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
  slow = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, site.url);
    if (!pathname.endsWith('/')) {
      asked++;
      lastAsked = performance.now();
      const answer = await fetch(new URL(pathname, site.url));
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
      lastAsked = performance.now();
      return;
    }
    const html = await readFile(join(builtSite, pathname, 'index.html'), 'utf8');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    asked = 0;
    for (const piece of html.split(/(?<=<\/svg>|<\/figcaption>)/)) {
      response.write(piece);
      // The first piece brings the style sheets and fonts, without which nothing is drawn.
      await pause(40);
      while (asked === 0 || performance.now() - lastAsked < 100) await pause(20);
    }
    response.end();
  });
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  slowUrl = `http://localhost:${(slow.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  slow?.closeAllConnections();
  slow?.close();
  await browser?.close();
  await site?.close();
});

// A figure that can be shown alone stands in a chapter too.
const pages = builtPages().filter((path) => !path.endsWith('.html') && !path.startsWith('embed/'));

test.for(pages)('nothing moves while /%s comes in', async (path) => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 320, height: 640 },
  ]) {
    const page = await browser.newPage({ viewport });
    await keepShifts(page);
    await page.goto(slowUrl + path, { waitUntil: 'load' });
    expect(await movedElements(page), `${viewport.width} px wide`).toEqual([]);
    await page.close();
  }
});
