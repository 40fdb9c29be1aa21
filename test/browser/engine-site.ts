import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { framed, pagePolicy, workerPolicy } from '../../src/build/content-security-policy.ts';
import { type Site, serveSite } from './site.ts';

/** A served page that holds the engine's client and nothing else, built and secured as the site's pages are. */
export interface EngineSite extends Site {
  /** The built files, for tests that damage one. */
  readonly folder: string;
}

/** Builds and serves the page of `engine-page/`; `hosts` are those that it may fetch from. Whoever opens it closes it. */
export async function openEngineSite(hosts: readonly string[] = []): Promise<EngineSite> {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-engine-'));
  await build({
    root: fileURLToPath(new URL('./engine-page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
    worker: { format: 'es' },
    experimental: { renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }) },
  });
  const policy = framed(pagePolicy({ scripts: [], styles: [] }, hosts), "'none'");
  const header = (path: string, value: string) => `${path}\n  Content-Security-Policy: ${value}\n`;
  writeFileSync(
    join(folder, '_headers'),
    [header('/', policy), header('/index.html', policy), header('/assets/*', workerPolicy(hosts))].join('\n'),
  );
  readFileSync(join(folder, 'index.html'));
  const site = await serveSite({ folder });
  return {
    ...site,
    folder,
    async close() {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
