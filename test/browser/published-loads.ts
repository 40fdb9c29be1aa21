import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CatalogueEntry } from '../../models/checkpoints/catalogue.ts';
import type { Task } from '../../src/engine/protocol/description.ts';
import { CheckpointHosts, entryOf, fixture, type Manner } from './checkpoint-hosts.ts';
import { EngineHarness } from './engine-harness.ts';

/** The file that a small entry has. */
export const smallFile = 'timm-efficientnet-w025-d03.safetensors';
/** Its bytes. */
export const smallSize = fixture(smallFile).length;

/** Hosts that publish checkpoints in every manner, and pages that load from them. */
export interface PublishedLoads {
  readonly hosts: CheckpointHosts;
  readonly withNetwork: (look: (page: Page, complaints: readonly string[]) => Promise<void>) => Promise<void>;
  /** An entry of one small file. */
  readonly small: (manner: Manner, more?: Partial<CatalogueEntry>) => CatalogueEntry;
  /** Requests for weights that reached the hosts, with the content sent for each. */
  readonly asked: () => CheckpointHosts['asked'];
}

/** Opens hosts and a browser for all tests of the file that calls this; after each test the hosts forget what they were asked. */
export function publishedLoads(): PublishedLoads {
  const hosts = new CheckpointHosts();
  const harness = new EngineHarness();
  beforeAll(async () => {
    await hosts.open();
    await harness.open([hosts.origin]);
  });
  afterEach(() => {
    hosts.asked.length = 0;
    hosts.breaks = Number.POSITIVE_INFINITY;
  });
  afterAll(async () => {
    await harness.close();
    await hosts.close();
  });
  return {
    hosts,
    withNetwork: (look) => withNetwork(harness, look),
    small: (manner, more) => entryOf(hosts, manner, [smallFile], more),
    asked: () => hosts.asked.filter(({ path }) => path.includes('/resolve/')),
  };
}

/** A page with a network already loaded, so that each failure can be shown to leave it alone. */
async function withNetwork(
  harness: EngineHarness,
  look: (page: Page, complaints: readonly string[]) => Promise<void>,
): Promise<void> {
  await harness.withPage({}, async ({ page, complaints }) => {
    await page.evaluate(async () => {
      const engine = globalThis.createEngine({ device: 'wasm' });
      const graph = globalThis.smallGraph();
      const net = await engine.loadRandom(graph);
      const input = { normalized: new Float32Array(16 * 16 * 3).fill(0.5) };
      const answer = async () => [...((await net.run(input)).outputs.answer?.data ?? [])];
      Object.assign(globalThis, { engine, answer, before: await answer() });
    });
    await look(page, complaints);
    const [before, after] = await page.evaluate(async () => {
      const { before: first, answer } = globalThis as unknown as {
        before: number[];
        answer(): Promise<number[]>;
      };
      return [first, await answer()];
    });
    expect(before.length).toBeGreaterThan(0);
    expect(after, 'the network loaded before').toEqual(before);
  });
}

/** Loads an entry in the page, once the catalogue has it; what it ended with and what was told on the way. */
export async function load(
  page: Page,
  entry: CatalogueEntry,
  options: { readonly keep?: boolean; readonly cancelAt?: number; readonly task?: Task } = {},
) {
  await page.context().route('**/catalogue.json', (route) => route.fulfill({ json: [entry] }));
  return page.evaluate(
    async ({ published, keep, cancelAt, task }) => {
      const { engine } = globalThis as unknown as { engine: ReturnType<typeof globalThis.createEngine> };
      const controller = new AbortController();
      const steps: { loaded: number; total: number; cached: boolean }[] = [];
      const phases = new Set<string>();
      const outcome = await engine
        .load(
          { published, keep },
          {
            ...(task && { task }),
            signal: controller.signal,
            onProgress: (progress) => {
              phases.add(progress.phase);
              if (progress.phase !== 'downloading') return;
              steps.push(progress);
              if (progress.loaded >= cancelAt) controller.abort();
            },
          },
        )
        .then(
          async (net) => {
            const found = {
              code: 'loaded',
              message: '',
              title: net.checkpoint?.title,
              classes: net.checkpoint?.classes,
            };
            await net.dispose();
            return found;
          },
          ({ code, message }: { code: string; message: string }) => ({ code, message }),
        );
      const stored = await globalThis.storedCheckpoints();
      return { ...outcome, first: steps[0], last: steps.at(-1), phases: [...phases], stored };
    },
    {
      published: entry.id,
      keep: options.keep ?? true,
      cancelAt: options.cancelAt ?? Number.POSITIVE_INFINITY,
      task: options.task,
    },
  );
}
