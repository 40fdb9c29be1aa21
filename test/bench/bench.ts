// npm run bench -- --dawn [--network …] [--contender own --contender ort] [--rounds 30] [--json FILE]: the same in Node, on Dawn
// npm run bench -- --pack DIR [--parts N] [--network …]: what a machine with a card and without network needs for that
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
import { refuseStrangers } from './agreement.ts';
import { buildPage } from './build.ts';
import { type BenchNetwork, inputOf, networks, openNetwork } from './networks.ts';
import type { exposed, Plan } from './page/main.ts';
import { printRace, printStages, summarize, summarizeStages } from './report.ts';

declare global {
  // The benchmark's page puts these on its window (page/main.ts).
  var prepareRace: (typeof exposed)['prepareRace'];
  var race: (typeof exposed)['race'];
  var stages: (typeof exposed)['stages'];
}

const backendNames = ['webgpu', 'wasm'] as const;
const parts = ['race', 'stages'] as const;

const options = {
  network: { type: 'string', multiple: true },
  backend: { type: 'string', multiple: true },
  part: { type: 'string', multiple: true },
  size: { type: 'string' },
  rounds: { type: 'string', default: '30' },
  'software-webgpu': { type: 'boolean', default: false },
  dawn: { type: 'boolean', default: false },
  pack: { type: 'string' },
  parts: { type: 'string', default: '1' },
  contender: { type: 'string', multiple: true },
  json: { type: 'string' },
} as const;

/** The wanted ones of a list, all where none is named. */
function chosen<T extends string>(key: string, known: readonly T[], wanted: readonly string[] = known): T[] {
  for (const each of wanted)
    if (!known.some((name) => name === each))
      throw new Complaint(`--${key} is one of ${known.join(', ')}, not “${each}”.`);
  return known.filter((name) => wanted.includes(name));
}

/** Networks by their names; `size` for one of them. Without a browser B0 takes any size that its strides divide; stock TF.js' graph in one does not. */
function chosenNetworks(
  wanted: readonly string[] | undefined,
  size: number | undefined,
  inBrowser: boolean,
): BenchNetwork[] {
  const ids = chosen(
    'network',
    networks.map(({ id }) => id),
    wanted,
  );
  const found = networks.filter(({ id }) => ids.includes(id));
  if (size === undefined) return found;
  const [only] = found;
  if (only === undefined || found.length !== 1)
    throw new Complaint('--size goes with one --network: each has a size of its own.');
  if (inBrowser && !only.detector)
    throw new Complaint(
      '--size goes with --network efficientdet-d0 in a browser: the upstream’s B0 has one size.',
    );
  const step = only.detector ? 128 : 32;
  if (!Number.isInteger(size) || size < step || size % step !== 0)
    throw new Complaint(`--size must be a multiple of ${step}, the stride of the coarsest map.`);
  return [{ ...only, side: size }];
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
    // Between the engine's own programs on WebGPU nothing can be waited for: a run is one submit.
    const backends = plan.backends.filter((name) => name === 'wasm');
    for (const { backend, times } of await page.evaluate((each) => stages(each), { ...plan, backends })) {
      const summary = summarizeStages(times);
      staged.push({ backend, ...summary });
      printStages(backend, summary);
    }
  }
  return { network: network.id, size: network.side, ...raced, stages: staged };
}

/** The race in this process, on Dawn: the WebGPU that Chromium has, on whatever adapter Vulkan, Metal or Direct3D offer here. */
async function onDawn(raced: readonly BenchNetwork[], wanted: readonly string[] | undefined, rounds: number) {
  const { openDawn, closeDawn } = await import('./dawn/device.ts');
  openDawn();
  const { contenderNames } = await import('./dawn/contenders.ts');
  const { measureOnDawn } = await import('./dawn/measure.ts');
  const names = chosen('contender', contenderNames, wanted);
  const onnxruntime = new URL('../../node_modules/onnxruntime-web/dist/', import.meta.url);
  const results = [];
  for (const network of raced) {
    const opened = openNetwork(network.checkpoint, network.side);
    results.push(
      await measureOnDawn({ network, opened, input: await inputOf(network), onnxruntime }, names, rounds),
    );
  }
  closeDawn();
  return { rounds, results };
}

await complain(async () => {
  const { values } = parseArgs({ options });
  const rounds = numberOption('rounds', values.rounds) ?? 30;
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Complaint('--rounds needs a whole number of at least 1.');
  const inBrowser = !values.dawn && values.pack === undefined;
  const raced = chosenNetworks(values.network, numberOption('size', values.size), inBrowser);
  if (values.dawn) {
    const report = await onDawn(raced, values.contender, rounds);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    process.exit(report.results.some(({ failures }) => failures.length > 0) ? 1 : 0);
  }
  if (values.pack !== undefined) {
    const parts = numberOption('parts', values.parts) ?? 1;
    if (!Number.isInteger(parts) || parts < 1)
      throw new Complaint('--parts needs a whole number of at least 1.');
    const { pack } = await import('./pack.ts');
    await pack(values.pack, parts, raced);
    return;
  }
  if (values.contender !== undefined) throw new Complaint('--contender goes with --dawn.');
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
