import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../src/cli/classify.ts';
import { type LoadedNetwork, loadShipped } from '../../src/cli/loaded.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { readPicture } from '../../src/cli/pictures/read.ts';
import type { Runtime } from '../../src/engine/executors/runtime.ts';
import { EngineHarness, type EnginePage } from './engine-harness.ts';
import { kindNames, kindOfPicture } from './pictures/kinds-of-pictures.ts';

// One photograph in every form that readers have, classified by the page and by the command line: both see the same.

/** Of a probability, between the two. */
const bound = 0.02;
/** The class of the photograph; in one bit a pixel nobody sees what it is. */
const espresso = 967;

const harness = new EngineHarness();
const folder = mkdtempSync(join(tmpdir(), 'phiscope-kinds-'));
let network: LoadedNetwork;
let runtime: Runtime;
let done: () => void;
let opened: EnginePage;

beforeAll(async () => {
  await harness.open();
  runtime = await useNodeBackend('wasm');
  network = loadShipped('efficientnet-b0');
  // One page for all: a network is opened once.
  await new Promise<void>((resolve, reject) => {
    harness
      .withPage({}, async (page) => {
        opened = page;
        await page.page.evaluate(async () => {
          const engine = globalThis.createEngine({ device: 'wasm' });
          Object.assign(globalThis, { engine, net: await engine.load({ checkpoint: 'efficientnet-b0' }) });
        });
        resolve();
        await new Promise<void>((end) => {
          done = end;
        });
      })
      .catch(reject);
  });
});
afterAll(async () => {
  done();
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Probabilities by class. */
async function byCommand(bytes: Uint8Array): Promise<number[]> {
  const path = join(folder, 'picture');
  writeFileSync(path, bytes);
  const row: number[] = [];
  for (const { index, probability } of await classify(runtime, network, await readPicture(path), 1000))
    row[index] = probability;
  return row;
}

function byPage(bytes: Uint8Array): Promise<number[]> {
  return opened.page.evaluate(async (data) => {
    const file = new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))]);
    const { outputs } = await net.run(file);
    return [...(outputs.probabilities?.data ?? [])];
  }, Buffer.from(bytes).toString('base64'));
}

const top = (row: readonly number[]) => row.indexOf(Math.max(...row));

describe('the page and the command line give one answer for a', () => {
  test.each(kindNames)('%s', async (name) => {
    const bytes = await kindOfPicture(name);
    const [page, command] = [await byPage(bytes), await byCommand(bytes)];
    expect(page).toHaveLength(1000);
    expect(top(page)).toBe(top(command));
    if (!/\b1 bit/.test(name)) expect(top(page)).toBe(espresso);
    expect(Math.max(...page.map((value, i) => Math.abs(value - command[i]!)))).toBeLessThan(bound);
  });
});
