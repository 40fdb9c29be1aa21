import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Time for tests that run whole networks or a browser, on two busy cores. */
const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

/** One project a step of the checks; each runs in Node. */
function project(name: string, include: string[], more: object = {}): TestProjectConfiguration {
  return { test: { name, include, environment: 'node', testTimeout: 30_000, ...more } };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', [
        'models/**/*.test.ts',
        'src/**/*.test.ts',
        'test/{steps,published,networks,prose,scenes,boxes,preprocess,training}/**/*.test.ts',
      ]),
      project('boundaries', ['test/boundaries/**/*.test.ts']),
      project('browser', ['test/browser/**/*.test.ts'], slow),
      project('accessibility', ['test/accessibility/**/*.test.ts'], { ...slow, maxConcurrency: 2 }),
      project('budgets', ['test/budgets/**/*.test.ts'], slow),
      project('lighthouse', ['test/lighthouse/**/*.test.ts'], slow),
      project('parity', ['test/parity/**/*.test.ts'], slow),
    ],
  },
});
