import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built `engine-page/`. */
    readonly enginePage: string;
  }
}

/** Puts the catalogue of the tests' page in the place of the published one. */
function servedCatalogue(): Plugin {
  return {
    name: 'served-catalogue',
    enforce: 'pre',
    resolveId: (source) =>
      source.endsWith('/catalogue.json')
        ? fileURLToPath(new URL('./engine-page/catalogue.ts', import.meta.url))
        : undefined,
  };
}

/** Builds the page of `engine-page/` once for all files of a project that look at it. Gives what removes it again. */
export default async function buildEnginePage(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-engine-page-'));
  await build({
    root: fileURLToPath(new URL('./engine-page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [servedCatalogue()],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
    worker: { format: 'es', plugins: () => [servedCatalogue()] },
    experimental: { renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }) },
  });
  project.provide('enginePage', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
