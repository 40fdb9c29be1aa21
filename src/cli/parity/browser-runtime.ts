import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { Executor, RunAnswer, RunOptions, Runtime } from '../../engine/executors/runtime.ts';
import type { Precision, RunsOn } from '../../engine/protocol/device.ts';
import type { Tap } from '../../engine/protocol/maps.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { Complaint } from '../complaint.ts';
import { ensureChromium, softwareWebGpu } from '../setup/chromium.ts';
import { staticServer } from '../static-server.ts';
import type { Encoded, Listed, ParityPage, RunFile } from './page/main.ts';

declare global {
  /** On the page alone. */
  var parityPage: ParityPage;
}

/** A runtime in a headless Chromium on this machine's software adapter. Whoever opens it closes it. */
export interface BrowserRuntime extends Runtime {
  closed(): Promise<void>;
}

/** Sentences for a person come as they are; the rest of what the browser says of an error is its own business. */
const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^page\.evaluate: (?:\w*Error: )?/, '')
    .replace(/\n\s+at [\s\S]*$/, '');

/**
 * The page's own path, from the engine's client to its worker, behind the door that commands know.
 * @throws Complaint where the browser does not offer what is asked for
 */
export async function openBrowserRuntime({
  precision,
  ...force
}: Partial<RunsOn> & { readonly precision?: Precision | undefined }): Promise<BrowserRuntime> {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-parity-'));
  await build({
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
    worker: { format: 'es' },
  });
  const server = await staticServer({ root: folder, headers: false });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: ensureChromium((line) => console.error(line)),
    args: [
      ...softwareWebGpu,
      // Chromium refuses to start its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const page = await browser.newPage();
  // A software adapter may take minutes for a large network.
  page.setDefaultTimeout(0);
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => document.title === 'ready');
  const closed = async () => {
    await browser.close();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const report = await page.evaluate((wanted) => globalThis.parityPage.start(wanted), {
      ...force,
      precision,
    });
    let files = 0;
    const write = (about: object, arrays: ReadonlyMap<string, Float32Array>): string => {
      const file = `handed-${files++}`;
      const listed: Listed = { arrays: [...arrays].map(([name, { length }]) => [name, length]) };
      writeFileSync(join(folder, `${file}.json`), JSON.stringify({ ...about, ...listed }));
      const all = [...arrays.values()].map(({ buffer, byteOffset, byteLength }) =>
        Buffer.from(buffer, byteOffset, byteLength),
      );
      writeFileSync(join(folder, `${file}.bin`), Buffer.concat(all));
      return file;
    };
    return {
      runsOn: report,
      limits: report.limits,
      lost: new Promise(() => {}),
      async load(graph: Graph, weights: Weights): Promise<Executor> {
        const named = new Map(
          graph.parameters.map(({ name }) => [name, weights.get(name) ?? new Float32Array()]),
        );
        const file = write({ graph }, named);
        const net = await page
          .evaluate((from) => globalThis.parityPage.load(from), file)
          .catch((error: unknown) => {
            throw new Complaint(sentence(error));
          });
        return new BrowserExecutor(graph, net, page, report, precision ?? 'f32', write);
      },
      ceilings: () => Promise.reject(new Complaint('The page’s ceilings are measured on the page.')),
      memory: () => ({ tensors: 0, bytes: 0, deviceBytes: null }),
      close: () => {},
      closed,
    };
  } catch (error) {
    await closed();
    throw new Complaint(sentence(error));
  }
}

const decoded = (maps: Readonly<Record<string, Encoded>>): Record<string, Tap> =>
  Object.fromEntries(
    Object.entries(maps).map(([name, { shape, base64 }]) => {
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
      return [name, { shape, data: new Float32Array(bytes.buffer) }] as const;
    }),
  );

/** A network that is loaded on the page. */
class BrowserExecutor implements Executor {
  readonly graph: Graph;
  readonly precision: Precision;
  readonly #net: number;
  readonly #page: Page;
  readonly #wanted: RunsOn;
  readonly #write: (about: object, arrays: ReadonlyMap<string, Float32Array>) => string;

  constructor(
    graph: Graph,
    net: number,
    page: Page,
    wanted: RunsOn,
    precision: Precision,
    write: (about: object, arrays: ReadonlyMap<string, Float32Array>) => string,
  ) {
    this.graph = graph;
    this.precision = precision;
    this.#net = net;
    this.#page = page;
    this.#wanted = wanted;
    this.#write = write;
  }

  async run<Looked = undefined>(
    input: Float32Array,
    { taps = [], outputs, weights, inputs, look }: RunOptions<Looked> = {},
  ): Promise<RunAnswer<Looked>> {
    if (inputs !== undefined || look !== undefined)
      throw new Complaint(
        `${this.graph.name} takes more than a picture, which the page does not run as it stands.`,
      );
    const about: Omit<RunFile, keyof Listed> = { net: this.#net, taps, outputs };
    const file = this.#write(about, new Map([['', input], ...(weights ?? [])]));
    const answer = await this.#page
      .evaluate((from) => globalThis.parityPage.run(from), file)
      .catch((error: unknown) => {
        throw new Complaint(sentence(error));
      });
    const { device, executor, precision } = answer.runtime;
    // Another one that took over is not what was asked about, however right it is.
    if (
      device !== this.#wanted.device ||
      executor !== this.#wanted.executor ||
      precision?.used !== this.precision
    )
      throw new Complaint(
        `${this.graph.name} did not run with ${runtimeName({ ...this.#wanted, precision: { used: this.precision, asked: null } })}: ${answer.notices.join(' ')}`,
      );
    return {
      taps: decoded(answer.taps),
      outputs: decoded(answer.outputs),
      looked: undefined as Looked,
      readbackMilliseconds: 0,
    };
  }

  dispose(): void {
    void this.#page.evaluate((net) => globalThis.parityPage.dispose(net), this.#net).catch(() => {});
  }
}
