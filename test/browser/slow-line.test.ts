import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { keepShifts, movedElements } from './layout-shift.ts';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';
import { builtSite, type Site } from './site.ts';

// A page whose text comes bit by bit, as over a slow line: what has been drawn stays where it is.
const opened = openedSite();

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A document in pieces of one length, as a line delivers them: they end in the midst of figures, formulas, tables, tags and words. */
function pieces(html: string, count = 32): string[] {
  const body = html.indexOf('<body');
  const length = Math.ceil((html.length - body) / count);
  // Not within a word, nor between a symbol and its value: half of what stands in one line may fit where the whole does not.
  const whole = (at: number) => {
    const more = html.slice(at).search(/[ \n>]/);
    return more < 0 ? html.length : at + more + 1;
  };
  const ends = Array.from({ length: count }, (_, index) => whole(body + (index + 1) * length));
  // No browser draws a page that has no body yet.
  return ends.map((end, index) => html.slice(ends[index - 1] ?? 0, end));
}

/** What the site answered, by path: pages share most of what they ask for. */
const answers = new Map<string, Promise<{ status: number; type: string; body: Buffer }>>();

function answerOf(pathname: string): Promise<{ status: number; type: string; body: Buffer }> {
  const fetched = async () => {
    const answer = await fetch(new URL(pathname, opened.site.url));
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
  };
  const found = answers.get(pathname) ?? fetched();
  answers.set(pathname, found);
  return found;
}

/**
 * Serves the document of a page in pieces; all else is asked of the site. Between two pieces it waits for `drawn`, so
 * that a busy machine draws each of them too.
 */
async function slowLine(
  drawn: () => Promise<unknown>,
  edit: (html: string) => string = (html) => html,
): Promise<Site> {
  // What the browser asked for since it asked for the document, and when it did so last.
  let asked = 0;
  let lastAsked = 0;
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, opened.site.url);
    if (!pathname.endsWith('/')) {
      asked++;
      lastAsked = performance.now();
      const { status, type, body } = await answerOf(pathname);
      response.writeHead(status, { 'content-type': type });
      response.end(body);
      lastAsked = performance.now();
      return;
    }
    const html = await readFile(join(builtSite, pathname, 'index.html'), 'utf8');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    for (const piece of pieces(edit(html))) {
      response.write(piece);
      // The first piece brings the style sheets and fonts, without which nothing is drawn.
      await pause(10);
      while (asked === 0 || performance.now() - lastAsked < 100) await pause(20);
      await drawn();
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Windows that nobody uses, by their width: every line is a host of its own, so none of them knows a file of the next page. */
const free = new Map<number, Page[]>();

async function windowOf(viewport: { width: number; height: number }): Promise<Page> {
  const found = free.get(viewport.width)?.pop();
  if (found !== undefined) return found;
  const made = await opened.browser.newPage({ viewport });
  await keepShifts(made);
  return made;
}

/** The elements that moved while a page came in. */
async function movedAt(
  viewport: { width: number; height: number },
  path: string,
  edit?: (html: string) => string,
): Promise<string[]> {
  const page = await windowOf(viewport);
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  // Once the page has come in whole, nobody waits for its frames any more.
  const slow = await slowLine(() => page.evaluate(frame).catch(() => {}), edit);
  await page.goto(slow.url + path, { waitUntil: 'load', timeout: 110_000 });
  const moved = await movedElements(page);
  // Nothing of the page goes on behind the next.
  await page.goto('about:blank');
  await slow.close();
  free.set(viewport.width, [...(free.get(viewport.width) ?? []), page]);
  return moved;
}

const markup = (path: string) => readFileSync(join(builtSite, path, 'index.html'), 'utf8');
const folders = builtPages().filter((path) => !path.endsWith('.html'));
const chapters = folders.filter((path) => !path.startsWith('embed/'));
const inChapters = chapters.map(markup).join('');
/** A figure that stands in a chapter comes in with it; the others are looked at alone. */
const alone = folders.filter(
  (path) => path.startsWith('embed/') && !inChapters.includes(`id="${path.split('/')[1]}"`),
);

// Most of it is to wait for the line.
test.concurrent.for([...chapters, ...alone])('nothing moves while /%s comes in', async (path, { expect }) => {
  const [wide, narrow] = await Promise.all([
    movedAt({ width: 1440, height: 1000 }, path),
    movedAt({ width: 320, height: 640 }, path),
  ]);
  expect({ wide, narrow }).toEqual({ wide: [], narrow: [] });
});

test('the check itself finds a figure that is drawn piece by piece', async () => {
  const shown = (html: string) => html.replace('<figure ', '<figure style="visibility: visible" ');
  expect(await movedAt({ width: 1440, height: 1000 }, 'embed/network-diagram/', shown)).not.toEqual([]);
});
