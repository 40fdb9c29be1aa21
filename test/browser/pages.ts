import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, CDPSession, Page, Request } from 'playwright-core';
import { builtSite } from './site.ts';

/**
 * The pages of the built site, as paths from its root without a slash before them: '' is the cover.
 *
 * @throws Error where the site has not been built
 */
export function builtPages(folder = builtSite): string[] {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`${folder} holds no site: run npm run build first.`);
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html'))
    .map((path) => path.replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}

/** What is heard of a page. */
export interface Heard {
  /** Addresses asked for, in order. */
  readonly requests: string[];
  /** Answers other than success, with their address. */
  readonly refused: string[];
  /** Errors on the console, uncaught errors, and what the content security policy held back. */
  readonly complaints: string[];
}

/** What a page did while it was opened and read to its end. */
export interface Visit extends Heard {
  readonly page: Page;
  /** Scripts received, by address. */
  readonly scripts: Map<string, Buffer>;
  /** The scripts that were received before anything was scrolled or touched. */
  readonly firstScripts: Map<string, Buffer>;
  /** The sum of the layout shifts (unit: the Layout Instability score) and the elements that moved. */
  readonly layoutShift: { readonly score: number; readonly moved: string[] };
}

interface Watched {
  shiftScore: number;
  shiftedElements: string[];
  policyViolations: string[];
}

/** Runs in the page before its own scripts. */
function watch(): void {
  const watched: Watched = { shiftScore: 0, shiftedElements: [], policyViolations: [] };
  Object.assign(globalThis, { watched });
  const describe = (node: Node | null): string => {
    if (node === null) return 'something that is gone';
    if (!(node instanceof Element)) return `"${node.textContent}" of ${describe(node.parentElement)}`;
    return `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}`;
  };
  type Source = { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly };
  type Shift = PerformanceEntry & { value: number; sources: Source[] };
  const corner = ({ x, y }: DOMRectReadOnly): string => `${x}, ${y}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      watched.shiftScore += entry.value;
      watched.shiftedElements.push(
        ...entry.sources.map(
          ({ node, previousRect, currentRect }) =>
            `${describe(node)}, from ${corner(previousRect)} to ${corner(currentRect)}`,
        ),
      );
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    watched.policyViolations.push(
      `The content security policy (${event.violatedDirective}) held back ${event.blockedURI}.`,
    );
  });
}

/** Hears from now on what a page asks for and complains of. */
export async function listen(page: Page): Promise<Heard> {
  const heard = nothingHeard();
  await listenFor(page, () => heard);
  return heard;
}

const nothingHeard = (): Heard => ({ requests: [], refused: [], complaints: [] });

/** Hears from now on what a page asks for and complains of, and notes it where `now` says. */
async function listenFor(page: Page, now: () => Heard): Promise<void> {
  // What a page was still fetching when it was left is no fault of the one that came after it.
  const asked = new WeakMap<Request, Heard>();
  page.on('request', (request) => {
    asked.set(request, now());
    now().requests.push(request.url());
  });
  page.on('requestfailed', (request) =>
    asked.get(request)?.refused.push(`${request.url()}: ${request.failure()?.errorText}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400) now().refused.push(`${response.url()}: ${response.status()}`);
  });
  page.on('pageerror', (error) => now().complaints.push(`Uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') now().complaints.push(`${message.text()} (${message.location().url})`);
  });
  await page.addInitScript(watch);
}

/** What the browser's own tools may say is amiss and a reader would meet: these kinds of issues, and no advice on forms or lazy pictures. */
const issues =
  /^(Deprecation|MixedContent|Cookie|BlockedByResponse|HeavyAd|ContentSecurityPolicy|QuirksMode|Cors)Issue$/;

/** Hears too of what the browser's own tools say is amiss. */
async function hearIssues(session: CDPSession, now: () => Heard): Promise<void> {
  session.on('Audits.issueAdded', ({ issue: { code, details } }) => {
    // A call that has no address is the tests' own.
    if (!issues.test(code) || details.deprecationIssueDetails?.sourceCodeLocation.url === '') return;
    now().complaints.push(`${code}: ${JSON.stringify(details).slice(0, 300)}`);
  });
  await session.send('Audits.enable');
}

/** What an opened page that is listened to has noted itself. */
export function watchedBy(page: Page): Promise<Watched> {
  return page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
}

/** Opens pages of one kind, one after the other in the same window, each as if nothing had been read before it. */
export class Visitor {
  readonly #page: Page;
  /** What was received from each address: a site answers the same to all of its pages. */
  readonly #bodies = new Map<string, Promise<Buffer>>();
  #heard: Heard = nothingHeard();

  private constructor(page: Page) {
    this.#page = page;
  }

  /** A visitor in a window of its own. Whoever makes it closes its page's context. */
  static async in(browser: Browser, options: BrowserContextOptions): Promise<Visitor> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const visitor = new Visitor(page);
    const session = await context.newCDPSession(page);
    // Every page comes over the line whole, as to a reader who comes for the first time.
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await listenFor(page, () => visitor.#heard);
    await hearIssues(session, () => visitor.#heard);
    return visitor;
  }

  /** Opens a page and reads it from top to bottom. What is heard of it later is noted in the same place, until the next visit. */
  async visit(url: string): Promise<Visit> {
    const page = this.#page;
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
    const heard = nothingHeard();
    this.#heard = heard;
    const scripts = new Map<string, Buffer>();
    const bodies: Promise<void>[] = [];
    // Of what has come in whole: a body that is never finished, as of a page that was left, would be waited for without end.
    const receive = (request: Request): void => {
      const url = request.url();
      const taken = async (): Promise<void> => {
        const response = await request.response();
        if (response === null || !/javascript/.test(response.headers()['content-type'] ?? '')) return;
        const received = this.#bodies.get(url) ?? response.body();
        this.#bodies.set(url, received);
        scripts.set(url, await received);
      };
      bodies.push(taken());
    };
    page.on('requestfinished', receive);
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await Promise.all(bodies);
    const firstScripts = new Map(scripts);
    const inline = await page
      .locator('script:not([src]):not([type*="json"])')
      .evaluateAll((elements) => elements.map((element) => element.textContent ?? ''));
    inline.forEach((text, index) => {
      firstScripts.set(`inline script ${index + 1}`, Buffer.from(text));
    });
    await readToTheEnd(page);
    await Promise.all(bodies);
    page.off('requestfinished', receive);
    const { shiftScore, shiftedElements, policyViolations } = await watchedBy(page);
    heard.complaints.push(...policyViolations);
    const layoutShift = { score: shiftScore, moved: [...new Set(shiftedElements)] };
    return { page, ...heard, scripts, firstScripts, layoutShift };
  }
}

/**
 * Scrolls a page down to its end, screen by screen, so that every figure has come into view, and back; then waits
 * until what that set off has been loaded.
 */
export async function readToTheEnd(page: Page): Promise<void> {
  const asleep = page.locator('astro-island[client="reach"][ssr]');
  // A page that fits the window does not scroll; the pointer is what its reader moves.
  await page.mouse.move(2, 2);
  await page.mouse.move(4, 4);
  await quietAfter(page, () =>
    page.evaluate(async () => {
      // What watches for things to come into view has heard once an observer made after it has.
      const seen = (): Promise<void> =>
        new Promise((resolve) => {
          const observer = new IntersectionObserver(() => {
            observer.disconnect();
            resolve();
          });
          observer.observe(document.documentElement);
        });
      const step = innerHeight * 0.8;
      for (let y = 0; y < document.documentElement.scrollHeight; y += step) {
        scrollTo({ top: y, behavior: 'instant' });
        await seen();
      }
      scrollTo({ top: 0, behavior: 'instant' });
      await seen();
    }),
  ); // Each of them has been in view, so each comes to life.
  await asleep.first().waitFor({ state: 'detached', timeout: 20_000 });
}

/** Waits until no request has been under way for 300 ms. */
export function quiet(page: Page): Promise<void> {
  return quietAfter(page, async () => {});
}

/**
 * Does something on a page and waits until no request has been under way for 300 ms. (Playwright's own wait for an
 * idle network ends at once on a page that was idle before.)
 */
async function quietAfter(page: Page, act: () => Promise<void>): Promise<void> {
  const underWay = new Set<Request>();
  let lastChange = performance.now();
  const begin = (request: Request): void => {
    underWay.add(request);
    lastChange = performance.now();
  };
  const end = (request: Request): void => {
    underWay.delete(request);
    lastChange = performance.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  await act();
  lastChange = performance.now();
  const limit = performance.now() + 20_000;
  while ((underWay.size > 0 || performance.now() - lastChange < 300) && performance.now() < limit) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}
