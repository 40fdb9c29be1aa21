import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type Site, serveSite } from './site.ts';

/** A row of `test/scenes/hashes.json`, without its answer. */
export interface SceneRow {
  readonly seed: number;
  readonly size: number;
  readonly difficulty: string;
  readonly artist: string | null;
}
export interface SceneHash {
  readonly sha256: string;
  /** Of the class of each pixel. */
  readonly mask: string;
  readonly boxes: readonly (readonly number[])[];
}
/** What the page offers to the test. */
export interface ScenePage {
  paintScenes(rows: readonly SceneRow[]): Promise<SceneHash[]>;
}

/** Builds and serves a page that paints scenes as the site's figures do. */
export async function openSceneSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-scenes-'));
  await build({
    root: fileURLToPath(new URL('./scene-page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
  });
  const site = await serveSite({ folder });
  return {
    ...site,
    async close() {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
