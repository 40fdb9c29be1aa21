import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runsOff, shownParts } from '../pages/runs-off.ts';
import { unreadableTags } from './box-tags.ts';
import { launchBrowser } from './launch.ts';
import { builtPages } from './pages.ts';
import { type Site, serveSite } from './site.ts';

// Nothing is ever wider than the window. A page is loaded once, into a frame that then takes one width after the other.
const narrowest = 256;
const widest = 2560;

/** What a reader may do to the letters, the widths (in steps of so many px) at which it is tried, and how far the figures have come. */
interface Reading {
  readonly name: string;
  readonly step: number;
  readonly css?: string;
  readonly awake?: true;
}

/** WCAG 2.2, success criterion 1.4.12. */
const textSpacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
const doubled = ':root { font-size: 200% !important }';
/** In this order on one page: what it was given for one of them is taken away again before the next. */
const readings: readonly Reading[] = [
  { name: 'as it is', step: 16 },
  { name: 'with the text spacing of WCAG 1.4.12', step: 96, css: textSpacing },
  { name: 'in letters of twice the size', step: 96, css: doubled },
  { name: 'with its figures awake', step: 192, awake: true },
];

let site: Site;
let page: Page;

beforeAll(async () => {
  // A page may not be framed by the rule of its header; its own policy says nothing of frames.
  site = await serveSite({ headers: false });
  // With the scroll bar of a window, which takes of its width, and styles that the page's policy knows nothing of.
  const browser = await launchBrowser({ scrollBars: true });
  page = await browser.newPage({ viewport: { width: widest, height: 900 }, bypassCSP: true });
  await page.route(`${site.url}frame`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html lang="en"><title>A frame</title><style>body { margin: 0 } iframe { border: 0; height: 900px }</style><iframe title="A page"></iframe>',
    }),
  );
  await page.goto(`${site.url}frame`);
});

afterAll(async () => {
  await page?.context().browser()?.close();
  await site?.close();
});

/** Shows a page in the frame. */
async function show(path: string, width: number): Promise<Frame> {
  const element = await page.waitForSelector('iframe');
  await element.evaluate(
    (frame, [url, px]) =>
      new Promise<void>((resolve) => {
        const iframe = frame as HTMLIFrameElement;
        iframe.style.width = `${px}px`;
        iframe.addEventListener('load', () => resolve(), { once: true });
        iframe.src = url as string;
      }),
    [site.url + path, width],
  );
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('The frame shows nothing.');
  await frame.evaluate(() => document.fonts.ready.then(() => undefined));
  return frame;
}

/** Brings every figure on the page to life, by reading down to it. */
async function wake(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    dispatchEvent(new Event('pointermove'));
    for (;;) {
      const asleep = document.querySelector('astro-island[ssr]')?.firstElementChild;
      if (!asleep) break;
      asleep.scrollIntoView();
      await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
  });
}

/** Runs in the framed page: where it is wider than its window, width by width. */
async function widerThanItsWindow(
  shown: () => Element[],
  off: (parts: readonly Element[]) => string[],
  tags: () => string[],
  { from, to, step, awake }: { from: number; to: number; step: number; awake: boolean },
): Promise<string[]> {
  const frame = window.frameElement as HTMLIFrameElement;
  const root = document.documentElement;
  const found: string[] = [];
  // What sleeps draws nothing anew.
  const parts = awake ? undefined : shown();
  for (let width = from; width <= to; width += step) {
    frame.style.width = `${width}px`;
    // What watches a width has heard of it once an observer made after it has.
    if (awake)
      await new Promise<void>((resolve) => {
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(root);
      });
    const outside = [...off(parts ?? shown()), ...tags()];
    if (root.scrollWidth > root.clientWidth || outside.length > 0)
      found.push(`at ${width} px: ${root.scrollWidth} > ${root.clientWidth}; ${outside.join('; ')}`);
  }
  return found;
}

async function look(
  frame: Frame,
  { step, css, awake = undefined }: Omit<Reading, 'name'>,
): Promise<string[]> {
  const style = css === undefined ? undefined : await frame.addStyleTag({ content: css });
  if (awake) await wake(frame);
  const options = JSON.stringify({ from: narrowest, to: widest, step, awake: awake === true });
  // Letters set wider on purpose may touch.
  const tags = css === textSpacing ? () => [] : unreadableTags;
  const found = await frame.evaluate<string[]>(
    `(${widerThanItsWindow})(${shownParts}, ${runsOff}, ${tags}, ${options})`,
  );
  await style?.evaluate((element) => (element as Element).remove());
  return found;
}

test.for(builtPages())('page /%s is never wider than its window', async (path, { expect }) => {
  const frame = await show(path, 1280);
  const found: Record<string, string[]> = {};
  for (const reading of readings) found[reading.name] = await look(frame, reading);
  expect(found).toEqual(Object.fromEntries(readings.map(({ name }) => [name, []])));
});

describe('the check itself', () => {
  test('finds what is wider than the window, at the widths where it is', async () => {
    const frame = await show('404.html', 1280);
    await frame.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p id="planted">Wide</p>');
    });
    const css = '#planted { @media (600px <= width < 632px) { width: 650px } }';
    const found = await look(frame, { step: 16, css });
    expect(found.map((text) => text.split(':')[0])).toEqual(['at 608 px', 'at 624 px']);
  });
});
