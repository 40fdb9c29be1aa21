import { setTimeout as after } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { builtPages } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';
import { tensorFlowMark } from './tensorflow-mark.ts';
import { type Walk, Walker } from './walk.ts';

/** What a page may load in scripts before a reader touches anything, in bytes after gzip. */
const scriptBudget = 40_000;

/** Under a path that the site was not built for, on a server that knows nothing of its `_headers` file, a page works too; */
const elsewhere = { base: '/a/path/of/any-depth/', headers: false };

/**
 * and as a class reads it that one laptop serves: over http, by an address of a local network, where browsers withhold what they give
 * to https. The address is one of those set aside for examples; for this browser it is this machine.
 */
const address = '192.0.2.7';

/** How many numbers of tables were looked at on all pages. */
let numbers = 0;
let browser: Browser;
let home: Site;
let away: Site;
/** Where the browser finds `away`. */
let lan: string;

beforeAll(async () => {
  const launch = launchBrowser({ host: address, briefly: true });
  [browser, home, away] = await Promise.all([launch, serveSite(), serveSite(elsewhere)]);
  lan = away.url.replace('localhost', address);
});

afterAll(async () => {
  await Promise.allSettled(walks.values());
  await browser?.close();
  await home?.close();
  await away?.close();
});

const paths = builtPages();
const walks = new Map<string, Promise<Walk>>();
/** Those that are on no walk. */
const walkers: Walker[] = [];

/**
 * After so many milliseconds a walk is lost: the browser owes it an answer that does not come, about once in two hundred walks. On a
 * quiet machine one takes 6 s, on one with ten things to do at once 60 s.
 */
const lost = 150_000;

/** Walks over a page; a walk that is lost is begun again once, in windows of its own. */
async function walk(path: string, again = true): Promise<Walk> {
  const walker = walkers.pop() ?? (await Walker.in(browser));
  const served = (url: string) => url.replace(lan, away.url);
  const walking = walker.walk({ own: home.url + path, elsewhere: lan + path, served });
  const walked = await Promise.race([walking, after(lost, undefined, { ref: false })]);
  if (walked !== undefined) {
    walkers.push(walker);
    return walked;
  }
  walking.catch(() => {});
  if (!again) throw new Error(`Nothing comes back of the walk over /${path}.`);
  return walk(path, false);
}

function start(path: string): Promise<Walk> {
  const walked = walks.get(path) ?? walk(path);
  walks.set(path, walked);
  return walked;
}

describe.for(paths)('page /%s', (path) => {
  let seen: Walk;

  beforeAll(async () => {
    const walked = start(path);
    // Half of a walk is waiting for a page to come to rest: the next one sets out meanwhile.
    const [next] = paths.slice(paths.indexOf(path) + 1);
    if (next !== undefined) start(next).catch(() => {});
    seen = await walked;
    walks.delete(path);
    numbers += seen.phone.numbers.count;
  }, 3 * lost);

  // A figure alone in another site's frame is no article: its reader came for the figure.
  test('loads at most 40 kB of scripts before any interaction', () => {
    const sizes = [...seen.desktop.firstScripts].map(([url, body]) => ({
      url,
      bytes: gzipSync(body).length,
    }));
    const bytes = sizes.reduce((sum, script) => sum + script.bytes, 0);
    const list = sizes.map(({ url, bytes: own }) => `${own} ${url.split('/').at(-1)}`).join('\n');
    expect(bytes, list).toBeLessThanOrEqual(scriptBudget);
  });

  test('loads no TensorFlow.js unasked, even when read to its end', () => {
    const holding = [...seen.desktop.scripts].filter(([, body]) =>
      tensorFlowMark.test(body.toString('utf8')),
    );
    expect(holding.map(([url]) => url)).toEqual([]);
  });

  test('asks no other host for anything', () => {
    const own = [home.url, lan].map((url) => new URL(url).origin);
    const foreign = [...seen.desktop.requests, ...seen.phone.requests].filter(
      (url) => !/^(data|blob):/.test(url) && !own.includes(new URL(url).origin),
    );
    expect(foreign).toEqual([]);
  });

  test('gets all that it asks for, under any path', () => {
    expect([...seen.desktop.refused, ...seen.phone.refused]).toEqual([]);
  });

  test('its links lead somewhere, under any path', () => {
    const { own, broken } = seen.desktop.links;
    expect(own).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  test('is read over plain http too, where browsers give less', () => {
    expect(seen.desktop.given).toEqual({ secure: false, subtle: false, clipboard: false });
    expect(seen.phone.given).toEqual({ secure: true, subtle: true, clipboard: true });
  });

  test('reports no error, breaks no rule of its content security policy and uses nothing that browsers give up', () => {
    expect([...seen.desktop.complaints, ...seen.phone.complaints]).toEqual([]);
  });

  test('moves nothing while it loads or is read', () => {
    expect(seen.desktop.layoutShift).toEqual({ score: 0, moved: [] });
    expect(seen.phone.layoutShift).toEqual({ score: 0, moved: [] });
  });

  test('does not scroll sideways at 320 px, and nothing runs off the screen', () => {
    expect(seen.phone.scrolls).toBeLessThanOrEqual(seen.phone.screen);
    expect(seen.phone.off).toEqual([]);
  });

  test('tears no number of a table from its unit at 320 px, and no word', () => {
    expect(seen.phone.numbers.torn).toEqual([]);
    expect(seen.phone.tornWords).toEqual([]);
  });

  test('shows the whole caption of a table that scrolls', () => {
    expect(seen.phone.cutCaptions).toEqual([]);
  });

  test.for(['light', 'dark', 'forced'] as const)(
    'keeps WCAG 2.2 AA in colours that are %s',
    (theme, { expect }) => {
      expect(seen.desktop.axe[theme]).toEqual([]);
      expect(seen.phone.axe[theme]).toEqual([]);
    },
  );

  test('loses nothing in forced colours', () => {
    expect(seen.desktop.lostInForcedColours).toEqual([]);
  });

  test('keeps its scales and drawings where it reads from right to left', () => {
    expect(seen.desktop.movedByDirection).toEqual([]);
  });

  test('shows pictures in their own proportions', () => {
    expect(seen.desktop.squeezed).toEqual([]);
  });

  test('where scripts are off, shows every block, no control that cannot act, and covers no line of its contents', () => {
    expect(seen.withoutScripts).toEqual({ inert: [], covered: [], unseen: [] });
  });

  test('carries a strict content security policy', () => {
    const { policy } = seen.desktop;
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

test('tables hold numbers, so there was something to tear', () => {
  expect(numbers).toBeGreaterThan(500);
});
