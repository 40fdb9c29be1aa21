import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built `engine-page/`. */
    readonly enginePage: string;
  }
}

/** Builds the page of `engine-page/` once for all files of a project that look at it. Gives what removes it again. */
export default async function buildEnginePage(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-engine-page-'));
  await build({
    root: fileURLToPath(new URL('./engine-page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
    worker: { format: 'es' },
    experimental: { renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }) },
  });
  project.provide('enginePage', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
