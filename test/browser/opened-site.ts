import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

/** How to open a page. */
export interface OpenOptions extends BrowserContextOptions {
  /** What is done once to a page that is new, before it goes anywhere. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The built site, being served, and a browser to look at it. */
export interface OpenedSite {
  readonly site: Site;
  readonly browser: Browser;
  /**
   * Opens a path of the site on a page that nothing else uses, and waits until it has loaded. That page may be one that was given back:
   * to make a window, its context and its process is three quarters of the work of opening a page.
   */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Errors that nothing caught on a page that was opened so, since then. */
  complaints(page: Page): readonly string[];
  /** Gives a page back that was opened so, with nothing held down on it; what caught its requests is taken off, and its pointer put away. */
  giveBack(page: Page): Promise<void>;
}

/** A page that can be given back. */
interface Lent {
  readonly page: Page;
  readonly prepare: OpenOptions['prepare'];
  /** Its other options. */
  readonly kind: string;
  complaints: string[];
}

/** Opens both before the tests of the file that calls this, and closes them after the last; its properties are there from the first test on. */
export function openedSite(): OpenedSite {
  let site: Site | undefined;
  let browser: Browser | undefined;
  const lent = new Map<Page, Lent>();
  const free: Lent[] = [];
  let count = 0;

  beforeAll(async () => {
    site = await serveSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const make = async (options: BrowserContextOptions, prepare: OpenOptions['prepare']): Promise<Lent> => {
    const page = await opened.browser.newPage(options);
    const made: Lent = { page, prepare, kind: JSON.stringify(options), complaints: [] };
    page.on('pageerror', ({ message }) => made.complaints.push(message));
    await prepare?.(page);
    return made;
  };
  const opened: OpenedSite = {
    get site() {
      return site as Site;
    },
    get browser() {
      return browser as Browser;
    },
    async open(path, { prepare, ...options } = {}) {
      const kind = JSON.stringify(options);
      const index = free.findIndex((each) => each.kind === kind && each.prepare === prepare);
      const [found = await make(options, prepare)] = index < 0 ? [] : free.splice(index, 1);
      lent.set(found.page, found);
      found.complaints = [];
      // An address that differs from the last in its fragment alone would load nothing.
      const [before, fragment] = path.split('#');
      count += 1;
      const address = `${opened.site.url}${before}${before?.includes('?') ? '&' : '?'}opened=${count}`;
      await found.page.goto(fragment === undefined ? address : `${address}#${fragment}`);
      return found.page;
    },
    complaints: (page) => lent.get(page)?.complaints ?? [],
    async giveBack(page) {
      const back = lent.get(page);
      if (back === undefined) throw new Error('This page was not opened so.');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.mouse.move(0, 0);
      lent.delete(page);
      free.push(back);
    },
  };
  return opened;
}
