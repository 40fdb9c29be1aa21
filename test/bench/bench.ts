// npm run bench [-- --network efficientdet-d0] [--backend wasm] [--size PIXELS] [--part race] [--rounds 30] [--software-webgpu] [--json FILE]
// One Chromium, every contender in a worker of its own, in turn; each run ends with its values read back. README.md tells the rest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { Complaint, complain, numberOption } from '../../src/cli/complaint.ts';
import { launchBrowser } from '../browser/launch.ts';
import { serveSite } from '../browser/site.ts';
import { buildPage } from './build.ts';
import { type BenchNetwork, networks } from './networks.ts';
import type { exposed, Plan, Raced } from './page/main.ts';
import { printRace, printStages, summarize, summarizeStages } from './report.ts';

declare global {
  // The benchmark's page puts these on its window (page/main.ts).
  var prepareRace: (typeof exposed)['prepareRace'];
  var race: (typeof exposed)['race'];
  var stages: (typeof exposed)['stages'];
}

const backendNames = ['webgpu', 'wasm'] as const;
const parts = ['race', 'stages'] as const;

/** ‖a − b‖ / ‖b‖ of an output beyond which two contenders do not run the same network. */
const agreement = 1e-3;

const options = {
  network: { type: 'string', multiple: true },
  backend: { type: 'string', multiple: true },
  part: { type: 'string', multiple: true },
  size: { type: 'string' },
  rounds: { type: 'string', default: '30' },
  'software-webgpu': { type: 'boolean', default: false },
  json: { type: 'string' },
} as const;

/** The wanted ones of a list, all where none is named. */
function chosen<T extends string>(key: string, known: readonly T[], wanted: readonly string[] = known): T[] {
  for (const each of wanted)
    if (!known.some((name) => name === each))
      throw new Complaint(`--${key} is one of ${known.join(', ')}, not “${each}”.`);
  return known.filter((name) => wanted.includes(name));
}

function chosenNetworks(wanted: readonly string[] | undefined, size: number | undefined): BenchNetwork[] {
  const ids = chosen(
    'network',
    networks.map(({ id }) => id),
    wanted,
  );
  const found = networks.filter(({ id }) => ids.includes(id));
  if (size === undefined) return found;
  const [only] = found;
  if (found.length !== 1 || !only?.detector)
    throw new Complaint('--size goes with --network efficientdet-d0: the others have one size here.');
  if (!Number.isInteger(size) || size < 128 || size % 128 !== 0)
    throw new Complaint('--size must be a multiple of 128, the stride of the coarsest level.');
  return [{ ...only, side: size }];
}

/** Throws where contenders run different networks: their times would mean nothing. */
function refuseStrangers(raced: readonly Raced[]): void {
  for (const { name, backend, deviation } of raced)
    if (deviation !== null && !(deviation <= agreement))
      throw new Complaint(
        `${name} on ${backend} disagrees with this engine by ${deviation.toPrecision(2)} (at most ${agreement} is the same network), so nothing was timed.`,
      );
  const classes = new Set(raced.map(({ top }) => top));
  if (classes.size > 1)
    throw new Complaint(
      `The contenders differ in the class (${[...classes].join(', ')}), so nothing was timed.`,
    );
}

async function measure(page: Page, plan: Plan, wanted: readonly string[]) {
  const { network, rounds } = plan;
  console.log(`\n${network.title}, ${network.side}×${network.side}, ${rounds} interleaved rounds\n`);
  const raced = { failures: [] as readonly string[], contenders: [] as ReturnType<typeof summarize>[] };
  if (wanted.includes('race')) {
    const ready = await page.evaluate((each) => prepareRace(each), plan);
    for (const failure of ready.failures) console.log(`Could not start: ${failure}`);
    refuseStrangers(ready.raced);
    const all = await page.evaluate((count) => race(count), rounds);
    raced.failures = ready.failures;
    raced.contenders = all.map((each) => summarize(each, all));
    printRace(raced.contenders);
  }
  const staged = [];
  if (network.detector && wanted.includes('stages')) {
    for (const { backend, times } of await page.evaluate((each) => stages(each), plan)) {
      const summary = summarizeStages(times);
      staged.push({ backend, ...summary });
      printStages(backend, summary);
    }
  }
  return { network: network.id, size: network.side, ...raced, stages: staged };
}

await complain(async () => {
  const { values } = parseArgs({ options });
  const rounds = numberOption('rounds', values.rounds) ?? 30;
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Complaint('--rounds needs a whole number of at least 1.');
  const raced = chosenNetworks(values.network, numberOption('size', values.size));
  const wantedBackends = chosen('backend', backendNames, values.backend);
  const wantedParts = chosen('part', parts, values.part);
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-bench-'));
  await buildPage(folder, raced);
  const site = await serveSite({ folder, headers: false });
  const browser = await launchBrowser(values['software-webgpu'] ? { webgpu: true } : {});
  try {
    const results = [];
    let adapter: string | null = null;
    for (const network of raced) {
      // A page of its own, so that no contender of another network holds memory.
      const page = await browser.newPage();
      await page.goto(site.url);
      await page.waitForFunction(() => document.title === 'ready');
      adapter = await page.evaluate(async () => {
        const found = await navigator.gpu?.requestAdapter();
        return found ? `${found.info.vendor} ${found.info.architecture}`.trim() : null;
      });
      const hardware = adapter !== null && !/swiftshader/i.test(adapter);
      const webgpu = hardware || values['software-webgpu'];
      const backends = wantedBackends.filter((name) => name === 'wasm' || webgpu);
      if (wantedBackends.includes('webgpu') && !webgpu)
        console.log(
          'No graphics card here: WebGPU is left out (--software-webgpu runs it on the processor, which shows that it is right and nothing about its speed).',
        );
      if (backends.length === 0) throw new Complaint('No backend is left to measure.');
      if (webgpu && !hardware)
        console.log(
          'WebGPU runs on the processor here: its times say nothing about a graphics card, only its values count.',
        );
      results.push(await measure(page, { network, backends, rounds }, wantedParts));
      await page.close();
    }
    const report = { adapter, rounds, results };
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    if (results.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
  } finally {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
