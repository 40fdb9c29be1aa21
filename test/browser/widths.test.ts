import type { ElementHandle, Frame, Page } from 'playwright-core';
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

let element: ElementHandle<HTMLIFrameElement>;

beforeAll(async () => {
  // A page may not be framed by the rule of its header; its own policy says nothing of frames. Pages share most of their files.
  site = await serveSite({ headers: false, lasting: true });
  // With the scroll bar of a window, which takes of its width, and styles that the page's policy knows nothing of.
  const browser = await launchBrowser({ scrollBars: true });
  page = await browser.newPage({ viewport: { width: widest, height: 900 }, bypassCSP: true });
  // In a file of the site, so that the page lets itself be asked. (To answer a request for a page of our own would take the browser's cache away.)
  await page.goto(`${site.url}robots.txt`);
  const frame = await page.evaluateHandle(() => {
    document.body.style.margin = '0';
    const frame = document.createElement('iframe');
    frame.title = 'A page';
    // Laid out in full, with a window's frames and observers, and never painted: nobody looks at it.
    frame.style.cssText = 'border: 0; height: 900px; visibility: hidden';
    document.body.replaceChildren(frame);
    return frame;
  });
  element = frame.asElement();
});

afterAll(async () => {
  await page?.context().browser()?.close();
  await site?.close();
});

/** Shows a page in the frame. */
async function show(path: string, width: number): Promise<Frame> {
  await element.evaluate(
    (iframe, [url, px]) =>
      new Promise<void>((resolve) => {
        iframe.style.width = `${px}px`;
        iframe.addEventListener('load', () => resolve(), { once: true });
        iframe.src = url;
      }),
    [site.url + path, width] as const,
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

/** Runs in the framed page: where it is wider than its window, reading by reading and width by width. */
async function widerThanItsWindow(
  shown: () => Element[],
  off: (parts: readonly Element[]) => string[],
  tags: () => string[],
  { from, to, spacing }: { from: number; to: number; spacing: string },
  readings: readonly Reading[],
): Promise<Record<string, string[]>> {
  const frame = window.frameElement as HTMLIFrameElement;
  const root = document.documentElement;
  const found: Record<string, string[]> = {};
  // What sleeps draws nothing anew.
  let parts = shown();
  for (const { name, step, css = '', awake } of readings) {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    const wider: string[] = [];
    for (let width = from; width <= to; width += step) {
      frame.style.width = `${width}px`;
      if (awake) {
        // What watches a width has heard of it once an observer made after it has.
        await new Promise<void>((resolve) => {
          const observer = new ResizeObserver(() => {
            observer.disconnect();
            resolve();
          });
          observer.observe(root);
        });
        parts = shown();
      }
      // Letters set wider on purpose may touch.
      const outside = [...off(parts), ...(css === spacing ? [] : tags())];
      if (root.scrollWidth > root.clientWidth || outside.length > 0)
        wider.push(`at ${width} px: ${root.scrollWidth} > ${root.clientWidth}; ${outside.join('; ')}`);
    }
    style.remove();
    found[name] = wider;
  }
  return found;
}

/** What is found in some readings, in this order; those in which figures sleep share what the page has to be looked at, and come first. */
async function look(frame: Frame, asked: readonly Reading[]): Promise<Record<string, string[]>> {
  const find = (some: readonly Reading[]): Promise<Record<string, string[]>> => {
    const options = { from: narrowest, to: widest, spacing: textSpacing };
    return frame.evaluate(
      `(${widerThanItsWindow})(${shownParts}, ${runsOff}, ${unreadableTags}, ${JSON.stringify(options)}, ${JSON.stringify(some)})`,
    );
  };
  const asleep = await find(asked.filter((reading) => !reading.awake));
  const awake = asked.filter((reading) => reading.awake);
  if (awake.length === 0) return asleep;
  await wake(frame);
  return { ...asleep, ...(await find(awake)) };
}

test.for(builtPages())('page /%s is never wider than its window', async (path, { expect }) => {
  const frame = await show(path, 1280);
  expect(await look(frame, readings)).toEqual(Object.fromEntries(readings.map(({ name }) => [name, []])));
});

describe('the check itself', () => {
  const widths = (found: readonly string[] | undefined) => found?.map((text) => text.split(':')[0]);

  test('finds what is wider than the window, at the widths where it is', async () => {
    const frame = await show('404.html', 1280);
    await frame.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p id="planted">Wide</p>');
    });
    const css = '#planted { @media (600px <= width < 632px) { width: 650px } }';
    const found = await look(frame, [
      { name: 'planted', step: 16, css },
      { name: 'after it', step: 16 },
    ]);
    expect(widths(found.planted)).toEqual(['at 608 px', 'at 624 px']);
    expect(found['after it']).toEqual([]);
  });

  test('finds what a figure that is awake has done on hearing of its width', async () => {
    const frame = await show('embed/drag-phi/', 1280);
    await frame.evaluate(() => {
      const planted = document.createElement('p');
      planted.textContent = 'Wide';
      const { style } = planted;
      new ResizeObserver(() => {
        const isAwake = document.querySelector('astro-island[ssr]') === null;
        style.width = isAwake && innerWidth > 1000 && innerWidth < 1200 ? '1300px' : '';
      }).observe(document.documentElement);
      document.querySelector('main')?.append(planted);
    });
    const found = await look(frame, [
      { name: 'asleep', step: 192 },
      { name: 'awake', step: 192, awake: true },
    ]);
    expect(found.asleep).toEqual([]);
    expect(widths(found.awake)).toEqual(['at 1024 px']);
  });
});
