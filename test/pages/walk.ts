import type { Browser, Page } from 'playwright-core';
import { type Visit, visit } from '../browser/pages.ts';
import { coveredLines } from './covered-lines.ts';
import { lostInForcedColours } from './forced-colours.ts';
import { inertControls } from './inert-controls.ts';
import { type Links, linksOf } from './links.ts';
import { movedByDirection } from './right-to-left.ts';
import { runsOff, shownParts } from './runs-off.ts';
import { squeezedPictures } from './squeezed.ts';
import { type Numbers, tornNumbers } from './table-numbers.ts';
import { type Findings, holdStill, lookAtTheRest, lookInEachTheme, wordsSeen } from './themes.ts';

// A page is opened once a width, and once without scripts; everything that a page is held to is read from these three.

const desktop = { width: 1440, height: 900 };
/** The narrowest screen that WCAG 2.2 asks for (success criterion 1.4.10). */
const phone = { width: 320, height: 640 };
/** Tall enough to show the contents of every chapter at once. */
const tall = { width: 1440, height: 2_000 };

/** What was found of a page. */
export interface Walk {
  readonly desktop: Visit & {
    readonly links: Links;
    readonly axe: Findings;
    readonly lostInForcedColours: string[];
    readonly movedByDirection: string[];
    readonly squeezed: string[];
    readonly policy: string | null;
  };
  readonly phone: Visit & {
    readonly axe: Findings;
    /** The widths of what scrolls and of the screen, and what runs off it. */
    readonly scrolls: number;
    readonly screen: number;
    readonly off: string[];
    readonly numbers: Numbers;
  };
  readonly withoutScripts: {
    readonly inert: string[];
    readonly covered: string[];
    readonly unseen: string[];
  };
}

/** Where a page is opened: on a host that sends the site's headers, and elsewhere. */
export interface Addresses {
  readonly own: string;
  readonly elsewhere: string;
}

/** Opens a page three times and closes it again. */
export async function walk(browser: Browser, { own, elsewhere }: Addresses): Promise<Walk> {
  const [wide, narrow, plain] = await Promise.all([
    visit(browser, elsewhere, { viewport: desktop }),
    visit(browser, own, { viewport: phone }),
    withoutScripts(browser, own),
  ]);
  try {
    const screen = await narrow.page.evaluate(readScreen);
    const off = await narrow.page.evaluate<string[]>(`(${runsOff})((${shownParts})())`);
    const numbers = await narrow.page.evaluate(tornNumbers);
    await Promise.all([holdStill(wide.page), holdStill(narrow.page)]);
    const axe = await lookInEachTheme(wide.page);
    const rest = await lookAtTheRest(narrow.page, await wordsSeen(wide.page));
    return {
      desktop: {
        ...wide,
        axe,
        links: await linksOf(wide.page),
        policy: await policyOf(wide.page),
        squeezed: await wide.page.evaluate(squeezedPictures),
        lostInForcedColours: await lostInForcedColours(wide.page),
        movedByDirection: await movedByDirection(wide.page),
      },
      phone: { ...narrow, axe: rest, ...screen, off, numbers },
      withoutScripts: plain,
    };
  } finally {
    await wide.page.context().close();
    await narrow.page.context().close();
  }
}

async function withoutScripts(browser: Browser, url: string): Promise<Walk['withoutScripts']> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: tall });
  const page = await context.newPage();
  await page.goto(url);
  const found = {
    inert: await page.evaluate(inertControls),
    covered: await page.evaluate(coveredLines),
    unseen: await page.evaluate(unseenBlocks),
  };
  await context.close();
  return found;
}

/** Runs in a page that has come in whole: blocks that still wait for what follows them. */
function unseenBlocks(): string[] {
  return [...document.querySelectorAll('.site-head, .chapter-head, .rail, .figure, .prose > *')]
    .filter((block) => getComputedStyle(block).visibility === 'hidden')
    .map((block) => `${block.tagName} ${block.id}`);
}

/** Runs in a page. */
function readScreen(): { scrolls: number; screen: number } {
  const { scrollWidth, clientWidth } = document.documentElement;
  return { scrolls: scrollWidth, screen: clientWidth };
}

function policyOf(page: Page): Promise<string | null> {
  return page
    .locator('meta[http-equiv="content-security-policy" i]')
    .getAttribute('content', { timeout: 1_000 })
    .catch(() => null);
}
