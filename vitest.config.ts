import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** One project a step of the checks; each runs in Node. */
function project(name: string, include: string[], more: object = {}): TestProjectConfiguration {
  return { test: { name, include, environment: 'node', ...more } };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', ['models/**/*.test.ts', 'src/**/*.test.ts', 'test/steps/**/*.test.ts']),
      project('boundaries', ['test/boundaries/**/*.test.ts']),
      project('parity', ['test/parity/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
});
