import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { framed, pagePolicy, workerPolicy } from '../../src/build/content-security-policy.ts';
import type {} from './build-engine-page.ts';
import { type Site, serveSite } from './site.ts';

/**
 * Serves a page that holds the engine's client and nothing else, built and secured as the site's pages are; `hosts` are
 * those that it may fetch from. Whoever opens it closes it.
 */
export async function openEngineSite(hosts: readonly string[] = []): Promise<Site> {
  // A copy of its own, since each file of tests has its own policy.
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-engine-'));
  cpSync(inject('enginePage'), folder, { recursive: true });
  const policy = framed(pagePolicy({ scripts: [], styles: [] }, hosts), "'none'");
  const header = (path: string, value: string) => `${path}\n  Content-Security-Policy: ${value}\n`;
  writeFileSync(
    join(folder, '_headers'),
    [header('/', policy), header('/index.html', policy), header('/assets/*', workerPolicy(hosts))].join('\n'),
  );
  const site = await serveSite({ folder });
  return {
    ...site,
    async close() {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
