import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Time for tests that run whole networks or a browser, on two busy cores. */
const slow = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

/** Folders of test/ that are a step of their own; every other test is a unit test, so none is left out. */
const own = ['boundaries', 'parity', 'browser', 'timed', 'accessibility', 'budgets', 'prose', 'lighthouse'];

/** Those of them that open the engine's page. */
const onEnginePage = ['browser', 'timed'];

/** One project a step of the checks; each runs in Node. */
function project(name: string, include: string[], more: object = {}): TestProjectConfiguration {
  return { test: { name, include, environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, ...more } };
}

export default defineConfig({
  test: {
    projects: [
      {
        ...project('unit', ['{models,src,content,test}/**/*.test.ts'], {
          exclude: [...configDefaults.exclude, ...own.map((folder) => `test/${folder}/**`)],
          // A process for each of a hundred files costs more than what most of them check.
          isolate: false,
        }),
        // Drawings are rendered as the build renders them: to text, on the server.
        plugins: [svelte()],
      },
      project('boundaries', ['test/boundaries/**/*.test.ts']),
      ...own.slice(1).map((folder) =>
        project(folder, [`test/${folder}/**/*.test.ts`], {
          ...slow,
          ...(onEnginePage.includes(folder) && { globalSetup: 'test/browser/build-engine-page.ts' }),
        }),
      ),
    ],
  },
});
