import type { Browser, Page } from 'playwright-core';
import { type Visit, Visitor } from '../browser/pages.ts';
import { coveredLines } from './covered-lines.ts';
import { cutCaptions } from './cut-captions.ts';
import { besideThemes } from './forced-colours.ts';
import { inertControls } from './inert-controls.ts';
import { type Links, linksOf } from './links.ts';
import { movedByDirection } from './right-to-left.ts';
import { runsOff, shownParts } from './runs-off.ts';
import { squeezedPictures } from './squeezed.ts';
import { type Numbers, tornNumbers } from './table-numbers.ts';
import { tornWords } from './table-words.ts';
import { type Findings, holdStill, lookAtTheRest, lookInEachTheme, wordsSeen } from './themes.ts';

// A page is opened once a width, and once without scripts; everything that a page is held to is read from these three.

const desktop = { width: 1440, height: 900 };
/** The narrowest screen that WCAG 2.2 asks for (success criterion 1.4.10). */
const phone = { width: 320, height: 640 };
/** Tall enough to show the contents of every chapter at once. */
const tall = { width: 1440, height: 2_000 };

/** What a browser gives to pages of https and of this machine alone. */
interface Given {
  readonly secure: boolean;
  readonly subtle: boolean;
  readonly clipboard: boolean;
}

/** What was found of a page. */
export interface Walk {
  readonly desktop: Visit & {
    readonly links: Links;
    readonly axe: Findings;
    readonly lostInForcedColours: string[];
    readonly movedByDirection: string[];
    readonly squeezed: string[];
    readonly policy: string | null;
    readonly given: Given;
  };
  readonly phone: Visit & {
    readonly axe: Findings;
    /** The widths of what scrolls and of the screen, and what runs off it. */
    readonly scrolls: number;
    readonly screen: number;
    readonly off: string[];
    readonly numbers: Numbers;
    readonly tornWords: string[];
    readonly cutCaptions: string[];
    readonly given: Given;
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
  /** Where the server is that the browser finds at an address of `elsewhere`. */
  served(url: string): string;
}

/** Walks over pages, one after the other; of several, each has windows of its own. */
export class Walker {
  readonly #wide: Visitor;
  readonly #narrow: Visitor;
  readonly #plain: Page;

  private constructor(wide: Visitor, narrow: Visitor, plain: Page) {
    this.#wide = wide;
    this.#narrow = narrow;
    this.#plain = plain;
  }

  /** A walker with windows of a browser, which closes them. */
  static async in(browser: Browser): Promise<Walker> {
    return new Walker(
      await Visitor.in(browser, { viewport: desktop }),
      await Visitor.in(browser, { viewport: phone }),
      await browser.newPage({ javaScriptEnabled: false, viewport: tall }),
    );
  }

  /** Opens a page three times. */
  async walk({ own, elsewhere, served }: Addresses): Promise<Walk> {
    const [wide, narrow, plain] = await Promise.all([
      this.#wide.visit(elsewhere),
      this.#narrow.visit(own),
      this.#withoutScripts(own),
    ]);
    const screen = await narrow.page.evaluate(readScreen);
    const off = await narrow.page.evaluate<string[]>(`(${runsOff})((${shownParts})())`);
    const numbers = await narrow.page.evaluate(tornNumbers);
    const words = await narrow.page.evaluate(tornWords);
    const captions = await narrow.page.evaluate(cutCaptions);
    await Promise.all([holdStill(wide.page), holdStill(narrow.page)]);
    const lost: string[] = [];
    const axe = await lookInEachTheme(wide.page, besideThemes(wide.page, lost));
    const rest = await lookAtTheRest(narrow.page, await wordsSeen(wide.page));
    return {
      desktop: {
        ...wide,
        axe,
        links: await linksOf(wide.page, served),
        given: await wide.page.evaluate(given),
        policy: await wide.page.evaluate(policy),
        squeezed: await wide.page.evaluate(squeezedPictures),
        lostInForcedColours: lost,
        movedByDirection: await movedByDirection(wide.page),
      },
      phone: {
        ...{ ...narrow, axe: rest, ...screen, off, numbers, tornWords: words },
        cutCaptions: captions,
        given: await narrow.page.evaluate(given),
      },
      withoutScripts: plain,
    };
  }

  async #withoutScripts(url: string): Promise<Walk['withoutScripts']> {
    await this.#plain.goto(url);
    return {
      inert: await this.#plain.evaluate(inertControls),
      covered: await this.#plain.evaluate(coveredLines),
      unseen: await this.#plain.evaluate(unseenBlocks),
    };
  }
}

/** Runs in a page that has come in whole: blocks that still wait for what follows them. */
function unseenBlocks(): string[] {
  return [...document.querySelectorAll('.site-head, .chapter-head, .rail, .figure, .prose > *')]
    .filter((block) => getComputedStyle(block).visibility === 'hidden')
    .map((block) => `${block.tagName} ${block.id}`);
}

/** Runs in a page. */
function given(): Given {
  return {
    secure: isSecureContext,
    subtle: crypto.subtle !== undefined,
    clipboard: navigator.clipboard !== undefined,
  };
}

/** Runs in a page. */
function readScreen(): { scrolls: number; screen: number } {
  const { scrollWidth, clientWidth } = document.documentElement;
  return { scrolls: scrollWidth, screen: clientWidth };
}

/** Runs in a page. */
function policy(): string | null {
  return (
    document.querySelector('meta[http-equiv="content-security-policy" i]')?.getAttribute('content') ?? null
  );
}
