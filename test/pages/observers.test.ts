import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { type Visit, Visitor } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';
import { coveredLines } from './covered-lines.ts';
import { cutCaptions } from './cut-captions.ts';
import { inertControls } from './inert-controls.ts';
import { movedByDirection } from './right-to-left.ts';
import { runsOff, shownParts } from './runs-off.ts';
import { squeezedPictures } from './squeezed.ts';
import { type Numbers, tornNumbers } from './table-numbers.ts';
import { tornWords } from './table-words.ts';

// A page that does everything that no page of the site may do: each observer of the page checks has to see it.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Everything that is not allowed</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'self'; style-src 'unsafe-inline'">
<style>.hidden { overflow: hidden } .scrolls { overflow-x: auto; width: 200px } p { width: 600px } .frame { overflow: hidden; width: 200px } .frame img, .loose { width: 600px; height: 20px } .far { height: 1500px; width: auto }</style>
</head>
<body>
<p>A line that is far too wide for a phone</p>
<p class="hidden">A line that is cut off</p>
<div class="scrolls"><p>A line that may be wide, since it scrolls</p></div>
<div class="frame"><img src="picture.svg" alt="A picture of which a frame shows a part"></div>
<img class="loose" src="picture.svg" alt="A picture that is too wide">
<p class="far">The rest of the page</p>
<script type="module" src="first.js"></script>
<script>console.log('held back by the policy')</script>
</body>
</html>`;
const first = `import './second.js';
document.body.addEventListener('DOMNodeInserted', () => {});
addEventListener('unload', () => {});
console.error('a complaint');
setTimeout(() => { throw new Error('never caught') }, 0);
fetch('missing.json');
fetch('https://other.example/').catch(() => {});
setTimeout(() => document.body.prepend(document.createElement('hr'), 'late'), 250);
addEventListener('scroll', () => import('./third.js'), { once: true });`;

let folder: string;
let site: Site;
let browser: Browser;
let seen: Visit;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phiscope-controls-'));
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="20"/>';
  const files = {
    'picture.svg': picture,
    'index.html': page,
    'first.js': first,
    'second.js': 'export {};',
    'third.js': 'export {};',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  site = await serveSite({ folder });
  browser = await launchBrowser();
  const visitor = await Visitor.in(browser, { viewport: { width: 320, height: 640 } });
  // A page that was seen before is heard of as well as one that was not, and owes it nothing.
  const before = await visitor.visit(site.url);
  seen = await visitor.visit(site.url);
  const brought = ({ page: _, complaints: __, ...rest }: Visit) => rest;
  expect(brought(seen)).toEqual(brought(before));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a page that scrolls sideways, and what runs off the screen, is seen', async () => {
  expect(await seen.page.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(320);
  const found = await seen.page.evaluate<string[]>(`(${runsOff})((${shownParts})())`);
  expect(found).toHaveLength(3);
  expect(found[0]).toContain('far too wide');
  expect(found[1]).toContain('cut off');
  expect(found[2]).toContain('class="loose"');
});

test('scripts are seen, and those apart that came before any scrolling', () => {
  const names = (scripts: Map<string, Buffer>): string[] =>
    [...scripts.keys()].map((url) => url.replace(site.url, ''));
  expect(names(seen.firstScripts)).toEqual(['first.js', 'second.js', 'inline script 1']);
  expect(names(seen.scripts)).toEqual(['first.js', 'second.js', 'third.js']);
});

test('a request to another host is seen, though the policy holds it back', () => {
  const foreign = [...seen.requests, ...seen.complaints].filter((text) => text.includes('other.example'));
  expect(foreign.length).toBeGreaterThan(0);
});

test('what could not be had is seen', () => {
  expect(seen.refused.some((text) => text.includes('missing.json: 404'))).toBe(true);
});

test.for(['a complaint', 'Uncaught: never caught', '(script-src-elem) held back inline', 'DeprecationIssue'])(
  'the console and the policy are heard: %s',
  (text, { expect }) => {
    expect(seen.complaints.some((complaint) => complaint.includes(text))).toBe(true);
  },
);

test('a control that cannot act without scripts is seen; one that can, or is not there, is not', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Controls</title>
    <button>Press</button><label>Move<input type="range" aria-label="Slide"></label><select aria-label="Choose"><option>1</select>
    <svg role="slider" tabindex="0" aria-label="Walk"></svg><div role="group" tabindex="0" aria-label="Read"></div>
    <button disabled>Off</button><fieldset disabled><input type="radio"></fieldset><button hidden>Away</button>
    <button popovertarget="list">Open</button><div popover id="list">A list</div>
    <form action="find"><input name="what"><button>Send</button></form>
    <div role="region" tabindex="0" aria-label="A table">1</div><details><summary>More</summary></details><a href="#x">On</a>`);
  const names = (await page.evaluate(inertControls)).map((text) => text.match(/“(.*)”/)?.[1]);
  expect(names).toEqual(['Press', 'Slide', 'Choose', 'Walk', 'Read']);
  await context.close();
});

test('a layout shift is seen', () => {
  expect(seen.layoutShift.score).toBeGreaterThan(0);
  expect(seen.layoutShift.moved.length).toBeGreaterThan(0);
});

describe('on a page of its own', () => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  });
  afterEach(() => page.close());

  test('a number that is torn is seen, in whatever cell; what stands in one line, or is prose, is not', async () => {
    await page.setContent(`<!doctype html><html lang="en"><title>Numbers</title>
      <style>td, dd { width: 2em; display: block; overflow-wrap: anywhere } .whole { width: 9em; white-space: nowrap } .head { display: block }</style>
      <table><tr><td>1.2 %</td><td class="whole">1.3 %</td><td class="number">4.5 million</td><td>two words</td>
      <td><span class="head">Top-1, the paper</span>77.1 %</td><td class="whole"><span class="head">Top-1</span>77.2 %</td></table><dl><dd>−12,345 MB</dl>`);
    const { count, torn } = await page.evaluate<Numbers>(`(${tornNumbers})()`);
    expect(torn).toEqual(['1.2 %', '4.5 million', '77.1 %', '−12,345 MB']);
    expect(count).toBe(6);
  });

  test('a word of a table that is torn is seen; one that stands in one line is not, nor is a path', async () => {
    await page.setContent(`<!doctype html><html lang="en"><title>Words</title>
      <style>td { width: 5em; display: block; overflow-wrap: anywhere } .narrow { width: 3em }</style>
      <div class="table"><table><tr><td>two words, and more</td><td class="narrow">OpenMoji, another</td>
      <td class="narrow"><code>stage3/block1</code></td></table></div>`);
    expect(await page.evaluate(tornWords)).toEqual([
      'OpenMoji, in “OpenMoji, another”',
      'another in “OpenMoji, another”',
    ]);
  });

  test('a caption that scrolls away with its table is seen; one that stays is not', async () => {
    const table = (caption: string) =>
      `<div tabindex="0" style="overflow-x: auto; width: 200px"><table><caption>${caption}</caption><tr><td><p style="width: 500px">wide</p></td></tr></table></div>`;
    await page.setContent(`<!doctype html><html lang="en"><title>Captions</title><style>caption { text-align: start }</style>${table('A caption that goes on as far as its table')}
      ${table('<span style="display: block; position: sticky; inset-inline-start: 0; width: 200px">A caption that stays where it is</span>')}
      ${table('Short')}<table><caption>A caption of a table that does not scroll, however long it may be</caption></table>`);
    expect(await page.evaluate(cutCaptions)).toEqual(['A caption that goes on as far as its table']);
  });

  test('a scale that turns with the direction is seen; one that stays is not', async () => {
    await page.setContent(`<!doctype html><html lang="en"><title>Scales</title><style>.stops { display: flex } .ltr { direction: ltr }</style>
      <main><div class="track"><div class="stops"><button>1</button><button>2</button></div></div>
      <div class="track ltr"><div class="stops"><button>1</button><button>2</button></div></div><input type="range" aria-label="Turns"></main>`);
    expect(await movedByDirection(page)).toEqual(['track', 'Turns']);
  });

  test('a line of the contents that is covered is seen', async () => {
    await page.setContent(`<!doctype html><html lang="en"><title>Contents</title><nav class="contents"><a href="#a">A</a><br><a href="#b">B</a></nav>
      <hr style="position: absolute; left: 0; top: 26px; width: 90px; height: 40px">`);
    expect(await page.evaluate(coveredLines)).toEqual(['B at 0 px down']);
  });

  test('a picture that is squeezed is seen; one that is cropped is not', async () => {
    const source = (name: string) => `${site.url}picture.svg?${name}`;
    await page.setContent(
      `<!doctype html><html lang="en"><title>Pictures</title><img alt="a" src="${source('a')}" width="300" height="300">
      <img alt="b" src="${source('b')}" width="300" height="10"><img alt="c" src="${source('c')}" width="30" height="30" style="object-fit: cover">`,
      { waitUntil: 'load' },
    );
    expect(await page.evaluate(squeezedPictures)).toEqual([source('a')]);
  });
});
