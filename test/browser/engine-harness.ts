import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { exposed } from './engine-page/main.ts';
import { openEngineSite } from './engine-site.ts';
import { type LaunchOptions, launchBrowser } from './launch.ts';
import type { Site } from './site.ts';

type Exposed = typeof exposed;

declare global {
  // The page of the tests puts these on its window (engine-page/main.ts).
  var createEngine: Exposed['createEngine'];
  var storedCheckpoints: Exposed['storedCheckpoints'];
  var forgetCheckpoint: Exposed['forgetCheckpoint'];
  var forgetShipped: Exposed['forgetShipped'];
  var openCamera: Exposed['openCamera'];
  var fold: Exposed['fold'];
  var efficientDet: Exposed['efficientDet'];
  var smallGraph: Exposed['smallGraph'];
  var ownGpu: Exposed['ownGpu'];
  var overlapped: Exposed['overlapped'];
  var everyTiling: Exposed['everyTiling'];
  var seededNetwork: Exposed['seededNetwork'];
  var checkSampled: Exposed['checkSampled'];
  var tapName: Exposed['tapName'];
  var decodePicture: Exposed['decodePicture'];
  var together: Exposed['together'];
  var weightsOf: Exposed['weightsOf'];
  var trainedHash: Exposed['trainedHash'];
}

/** A page that holds the engine alone, and what was seen of it. */
export interface EnginePage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses asked for, in order, by the page and its worker. */
  readonly requests: string[];
  /** Errors and refusals on the console. */
  readonly complaints: string[];
}

/** The engine's page in browsers with different offers; starts each browser once. */
export class EngineHarness {
  readonly #browsers = new Map<string, Promise<Browser>>();
  #site: Site | null = null;

  /** `hosts`: the other hosts that the page's policy allows. */
  async open(hosts: readonly string[] = []): Promise<void> {
    this.#site = await openEngineSite(hosts);
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers.values()) await (await browser).close();
    await this.#site?.close();
  }

  /** Runs `look` on a fresh page in a context of its own, and closes it. */
  async withPage<T>(
    options: LaunchOptions & { readonly search?: string },
    look: (opened: EnginePage) => Promise<T>,
  ): Promise<T> {
    const { search = '', ...launch } = options;
    const key = JSON.stringify(launch);
    const browser = await (this.#browsers.get(key) ?? this.#start(key, launch));
    const context = await browser.newContext();
    const requests: string[] = [];
    const complaints: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await page.goto(`${this.#site?.url}${search}`);
      await page.waitForFunction(() => document.title === 'ready');
      return await look({ page, context, requests, complaints });
    } finally {
      await context.close();
    }
  }

  #start(key: string, launch: LaunchOptions): Promise<Browser> {
    const browser = launchBrowser(launch);
    this.#browsers.set(key, browser);
    return browser;
  }
}
