import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimeNotice } from '../../src/words/en/runtime.ts';
import { EngineHarness } from './engine-harness.ts';
import { plantInWorker } from './plant-in-worker.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

/** Starts the engine of the page on a forced backend, under the name `engine`. */
const start = (page: Page, backend?: 'webgpu' | 'webgl' | 'wasm' | 'cpu') =>
  page.evaluate(async (force) => {
    const notices: string[] = [];
    const options = force === undefined ? {} : { device: force };
    const engine = globalThis.createEngine({ ...options, onNotice: (message) => notices.push(message) });
    Object.assign(globalThis, { engine, notices });
    return engine.start();
  }, backend);

declare global {
  var engine: ReturnType<typeof createEngine>;
  var notices: string[];
  var net: Awaited<ReturnType<typeof engine.load>>;
}

const loadSmall = (page: Page, side?: number) =>
  page.evaluate(async (size) => {
    globalThis.net = await globalThis.engine.loadRandom(globalThis.smallGraph(size), { seed: 7 });
    return net.timing;
  }, side);

/** Runs the small network; gives its answer and the backend. */
const runSmall = (page: Page) =>
  page.evaluate(async () => {
    const size = net.graph.ops[0]?.shape.reduce((product, side) => product * side, 1) ?? 0;
    const input = Float32Array.from({ length: size }, (_, i) => ((i * 0.618) % 1) - 0.5);
    const { outputs, runtime } = await net.run({ normalized: input });
    return { answer: [...(outputs.answer?.data ?? [])], device: runtime.device };
  });

function expectClose(a: readonly number[], b: readonly number[]): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - (b[i] ?? 0))).toBeLessThan(1e-4);
  });
}

describe('the choice of a backend', () => {
  test('takes a software adapter for no graphics card, and says so', async () => {
    await harness.withPage({ webgpu: true }, async ({ page }) => {
      const report = await start(page);
      expect(report).toMatchObject({ device: 'wasm', executor: 'tfjs' });
      expect(report.refused.map(({ device, executor }) => `${device} ${executor}`)).toEqual([
        'webgpu own',
        'webgpu tfjs',
        'webgl tfjs',
      ]);
      expect(runtimeNotice(report)).toMatch(/No graphics card is used.*swiftshader/i);
    });
  });

  test('falls back where there is neither WebGPU nor WebGL, and works', async () => {
    await harness.withPage({ gpu: 'none' }, async ({ page }) => {
      const report = await start(page);
      expect(report.device).toBe('wasm');
      expect(report.adapter).toBe('this processor, one thread, SIMD');
      expect(runtimeNotice(report)).toContain('WebAssembly');
      await loadSmall(page);
      expect((await runSmall(page)).answer.every(Number.isFinite)).toBe(true);
    });
  });

  test('follows the address, and refuses with a sentence what is not there', async () => {
    await harness.withPage({ search: '?backend=cpu' }, async ({ page }) => {
      expect((await start(page)).device).toBe('cpu');
    });
    await harness.withPage({ gpu: 'none', search: '?backend=webgpu' }, async ({ page }) => {
      await expect(start(page)).rejects.toThrow(/WebGPU cannot be used here.*“backend=webgpu”/s);
    });
    await harness.withPage({ search: '?engine=tfjs' }, async ({ page }) => {
      expect(await start(page)).toMatchObject({ device: 'wasm', executor: 'tfjs' });
    });
    await harness.withPage({ search: '?engine=own&backend=cpu' }, async ({ page }) => {
      await expect(start(page)).rejects.toThrow(
        /plain JavaScript · own engine cannot be used here.*“backend=cpu” and “engine=own”/s,
      );
    });
    await harness.withPage({ search: '?backend=nonsense' }, async ({ page }) => {
      expect((await start(page)).device).toBe('wasm');
    });
  });

  test('never trusts a backend that computes wrong numbers', async () => {
    await harness.withPage({ webgpu: true }, async ({ page }) => {
      // Every shader of this device multiplies by a little too much.
      await plantInWorker(
        page,
        () => {
          const create = GPUDevice.prototype.createShaderModule;
          GPUDevice.prototype.createShaderModule = function (descriptor) {
            const code = descriptor.code.replaceAll('1.0 / (1.0 + exp(', '1.01 / (1.0 + exp(');
            return create.call(this, { ...descriptor, code });
          };
        },
        null,
      );
      await expect(start(page, 'webgpu')).rejects.toThrow(/computed wrong numbers/);
    });
  });
});

describe('one device and its answers', () => {
  test('WebGPU, WebGL, WebAssembly and JavaScript agree', async () => {
    const answers: number[][] = [];
    for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu'] as const)
      await harness.withPage({ webgpu: true }, async ({ page }) => {
        await start(page, backend);
        await loadSmall(page);
        const { answer, device: used } = await runSmall(page);
        expect(used).toBe(backend);
        answers.push(answer);
      });
    const [reference = [], ...others] = answers;
    expect(reference.length).toBe(4);
    for (const answer of others) expectClose(answer, reference);
  });

  test('an error of the driver is never shown as zeros: what comes next takes over, by the right numbers', async () => {
    await harness.withPage({ webgpu: true }, async ({ page }) => {
      await start(page, 'webgpu');
      const [worker] = page.workers();
      await worker?.evaluate(() => {
        const create = GPUDevice.prototype.createShaderModule;
        GPUDevice.prototype.createShaderModule = function (descriptor) {
          return create.call(this, { ...descriptor, code: `${descriptor.code}\nthis is no shader` });
        };
      });
      await loadSmall(page, 20);
      const { answer, device } = await runSmall(page);
      expect(device).toBe('wasm');
      expect(answer.every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
      const notices = await page.evaluate(() => globalThis.notices);
      expect(notices.length).toBeGreaterThan(0);
      expect(notices.at(-1)).toMatch(/refused a step of the network .*WebAssembly/s);
    });
  });

  test('a lost device is opened again once, then given up for WebAssembly; nothing is loaded again', async () => {
    await harness.withPage({ webgpu: true }, async ({ page, requests }) => {
      await start(page, 'webgpu');
      await loadSmall(page);
      const [worker] = page.workers();
      // From here on the test holds the device that the next submission goes to, and can take it away.
      await worker?.evaluate(() => {
        const create = GPUDevice.prototype.createCommandEncoder;
        GPUDevice.prototype.createCommandEncoder = function (...rest) {
          Object.assign(globalThis, { device: this });
          return create.apply(this, rest);
        };
      });
      const lose = () =>
        worker?.evaluate(async () => {
          const { device } = globalThis as unknown as { device: GPUDevice };
          device.destroy();
          await device.lost;
        });
      const before = await runSmall(page);
      const asked = requests.length;
      await lose();
      const again = await runSmall(page);
      expect(again.device).toBe('webgpu');
      expectClose(again.answer, before.answer);
      expect(await page.evaluate(() => notices.length)).toBe(1);
      await lose();
      const after = await runSmall(page);
      expect(after.device).toBe('wasm');
      expectClose(after.answer, before.answer);
      const notices = await page.evaluate(() => globalThis.notices);
      expect(notices[0]).toMatch(/lost .*opened again/);
      expect(notices[1]).toMatch(/lost .*now runs with WebAssembly/);
      const since = requests.slice(asked).filter((url) => !/\.(js|wasm)$/.test(url));
      expect(since).toEqual([]);
    });
  });
});

describe('what stays behind', () => {
  test.each([
    ['webgpu', ''],
    ['webgpu', '?engine=tfjs'],
    ['webgl', ''],
    ['wasm', ''],
  ] as const)('nothing after 200 runs on %s %s', async (backend, search) => {
    await harness.withPage({ webgpu: true, search }, async ({ page }) => {
      await start(page, backend);
      await loadSmall(page);
      const memory = await page.evaluate(async () => {
        const input = new Float32Array(16 * 16 * 3).fill(0.3);
        const taps = ['swish', 'gate', 'fuse', 'depthwise'];
        const many = async (count: number) => {
          for (let i = 0; i < count; i++) {
            const weights = { 'fuse/fusion': Float32Array.of(1, i) };
            await net.run({ normalized: input }, i % 3 === 0 ? { taps, weights } : {});
          }
          return engine.memory();
        };
        return [await many(20), await many(180)] as const;
      });
      const [early, late] = memory;
      // Our own engine keeps a program for each set of maps that somebody looks at, TF.js a tensor for each array of weights.
      const held =
        early.runsOn?.executor === 'own' ? 2 : await page.evaluate(() => net.graph.parameters.length);
      expect(early.tensors).toBe(early.networks * held);
      expect(late).toEqual(early);
      expect(early.deviceBytes).toBeGreaterThan(0);
    });
  });

  test('EfficientNet-B0 on WebAssembly: no tensor and no memory more after 60 runs; closed, it frees its weights', async () => {
    await harness.withPage({}, async ({ page }) => {
      await start(page, 'wasm');
      const [early, late, closed] = await page.evaluate(async () => {
        const b0 = await engine.load({ checkpoint: 'efficientnet-b0' });
        const input = { normalized: new Float32Array(224 * 224 * 3).fill(0.1) };
        const many = async (count: number) => {
          for (let i = 0; i < count; i++) await b0.run(input);
          return engine.memory();
        };
        const before = await many(10);
        const after = await many(50);
        await b0.dispose();
        return [before, after, await engine.memory()] as const;
      });
      expect(late).toEqual(early);
      expect(early.tensors).toBeGreaterThan(100);
      expect(closed).toMatchObject({ tensors: 0, bytes: 0, networks: 0 });
    });
  });

  test('no worker once the engine is stopped or the page is left; a network that is asked again comes back', async () => {
    await harness.withPage({}, async ({ page }) => {
      await start(page, 'wasm');
      await loadSmall(page);
      const before = await runSmall(page);
      expect(page.workers()).toHaveLength(1);
      await page.evaluate(() => engine.dispose());
      await expect.poll(() => page.workers().length).toBe(0);
      const after = await runSmall(page);
      expect(after.answer).toEqual(before.answer);
      expect(page.workers()).toHaveLength(1);
      await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
      await expect.poll(() => page.workers().length).toBe(0);
    });
  });

  test('cancelled runs reject at once and leave nothing', async () => {
    await harness.withPage({}, async ({ page }) => {
      await start(page, 'cpu');
      await loadSmall(page, 128);
      const result = await page.evaluate(async () => {
        const input = { normalized: new Float32Array(128 * 128 * 3) };
        const before = await engine.memory();
        const codes = await Promise.all(
          [0, 1, 5].map(async (delay) => {
            const controller = new AbortController();
            const run = net.run(input, { signal: controller.signal });
            setTimeout(() => controller.abort(), delay);
            return run.then(
              () => 'done',
              (error: { code: string }) => error.code,
            );
          }),
        );
        await net.run(input);
        return { codes, before, after: await engine.memory() };
      });
      expect(result.codes).toContain('cancelled');
      expect(result.after).toEqual(result.before);
    });
  });
});
