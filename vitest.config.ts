import { readdirSync, readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config';
import LongestFirst from './test/steps/longest-first.ts';

/** Time for tests that run whole networks or a browser, on two busy cores. */
const slow = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
  // Of tests that mostly wait for a page to come to rest, and ask to run side by side.
  maxConcurrency: 3,
};

/** Folders of test/ that are a step of their own; every other test is a unit test, so none is left out. */
const own = ['boundaries', 'parity', 'browser', 'timed', 'pages', 'prose'];

/** The two steps of test/browser: files that look at a page which holds the engine alone, and those that look at the built site. */
const browserTests = readdirSync('test/browser').filter((name) => name.endsWith('.test.ts'));
const opensEnginePage = (name: string): boolean =>
  /'(\.\/(engine-harness|published-loads|detector-page)|.*\/browser-runtime)\.ts'/.test(
    readFileSync(`test/browser/${name}`, 'utf8'),
  );
const filesOf: Readonly<Record<string, string[]>> = {
  browser: browserTests.filter((name) => !opensEnginePage(name)),
  engine: browserTests.filter(opensEnginePage),
};

/** For files that leave nothing behind in their process: one for each of them costs more than what most of them check. */
const shared = { isolate: false };

/** The steps that look at pages. What they look at is in a browser of their own; in their process is what tells it what to do. */
const inBrowser = ['browser', 'engine', 'pages'];

/** The steps that open the engine's page. */
const onEnginePage = ['engine', 'timed'];

/** One project a step of the checks; each runs in Node. */
function project(name: string, include: string[], more: object = {}): TestProjectConfiguration {
  return { test: { name, include, environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, ...more } };
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...project('unit', ['{models,src,content,test}/**/*.test.ts'], {
          exclude: [...configDefaults.exclude, ...own.map((folder) => `test/${folder}/**`)],
          ...shared,
        }),
        // Drawings are rendered as the build renders them: to text, on the server.
        plugins: [svelte()],
      },
      project('boundaries', ['test/boundaries/**/*.test.ts']),
      ...[...own.slice(1), 'engine'].map((name) =>
        project(name, filesOf[name]?.map((file) => `test/browser/${file}`) ?? [`test/${name}/**/*.test.ts`], {
          ...slow,
          ...(inBrowser.includes(name) && shared),
          ...(onEnginePage.includes(name) && { globalSetup: 'test/browser/build-engine-page.ts' }),
        }),
      ),
    ],
  },
});
