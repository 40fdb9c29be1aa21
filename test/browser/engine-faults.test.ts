import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimeNotice } from '../../src/words/en/runtime.ts';
import { tensorFlowMark } from '../pages/tensorflow-mark.ts';
import { EngineHarness } from './engine-harness.ts';
import { plantInWorker } from './plant-in-worker.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

/** What a test breaks in the worker's WebGPU, for our own programs alone: their shaders have a table, their buffers labels. */
type Fault = 'wrong numbers' | 'compile error' | 'out of memory' | 'lost';

declare global {
  var heard: string[];
  /** Whether faults that come later than the first proof are there yet. */
  var broken: boolean;
}

/** Runs in the worker. */
function plant(fault: Fault): void {
  const late = () => globalThis.broken === true;
  const { createShaderModule, createBuffer } = GPUDevice.prototype;
  const { mapAsync } = GPUBuffer.prototype;
  const devices = new WeakMap<GPUBuffer, GPUDevice>();
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    let { code } = descriptor;
    if (code.includes('struct Table') && fault === 'wrong numbers')
      code = code.replaceAll('1.0 / (1.0 + exp(', '1.01 / (1.0 + exp(');
    if (code.includes('struct Table') && fault === 'compile error' && late())
      code = `${code}\nthis is no shader`;
    return createShaderModule.call(this, { ...descriptor, code });
  };
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    devices.set(buffer, this);
    if (fault !== 'out of memory' || !late() || !/^arena/.test(descriptor.label ?? '')) return buffer;
    // As a driver does it: the buffer is of no use, and the device says why.
    const error = new GPUOutOfMemoryError('there is no memory left');
    this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error, cancelable: true }));
    buffer.destroy();
    return buffer;
  };
  GPUBuffer.prototype.mapAsync = function (...rest) {
    // The dispatches of the run are on their way.
    if (fault === 'lost' && late() && this.label === 'reading') devices.get(this)?.destroy();
    return mapAsync.apply(this, rest);
  };
}

/** The answer of the small network, and what the page was told. */
async function ask(page: Page, fault: Fault | null) {
  if (fault !== null) await plantInWorker(page, plant, fault);
  const first = await page.evaluate(async () => {
    globalThis.heard = [];
    const engine = globalThis.createEngine({ onNotice: (message) => globalThis.heard.push(message) });
    Object.assign(globalThis, { engine });
    return engine.start();
  });
  await page.workers()[0]?.evaluate(() => {
    globalThis.broken = true;
  });
  const after = await page.evaluate(async () => {
    const net = await globalThis.engine.loadRandom(globalThis.smallGraph(20), { seed: 7 });
    const input = Float32Array.from({ length: 20 * 20 * 3 }, (_, i) => ((i * 0.618) % 1) - 0.5);
    const { outputs, runtime } = await net.run({ normalized: input });
    return { answer: [...(outputs.answer?.data ?? [])], runtime, heard: globalThis.heard };
  });
  return { first, ...after };
}

const onGpu = { webgpu: true, search: '?backend=webgpu' };
let right: readonly number[] = [];
beforeAll(async () => {
  right = (await harness.withPage({ search: '?backend=cpu' }, ({ page }) => ask(page, null))).answer;
});

describe('our own programs on WebGPU come first', () => {
  test('and a reader whose device runs them downloads nothing of TF.js, and of the programs 60 kB at most', async () => {
    await harness.withPage(onGpu, async ({ page, requests }) => {
      const { runtime, answer } = await ask(page, null);
      expect(runtime).toMatchObject({ device: 'webgpu', executor: 'own', refused: [] });
      answer.forEach((value, i) => {
        expect(value).toBeCloseTo(right[i] ?? Number.NaN, 4);
      });
      expect(requests.filter((url) => url.endsWith('.wasm'))).toEqual([]);
      const scripts = await Promise.all(
        requests
          .filter((url) => url.endsWith('.js'))
          .map(async (url) => ({ file: new URL(url).pathname, text: await (await fetch(url)).text() })),
      );
      expect(scripts.filter(({ text }) => tensorFlowMark.test(text))).toEqual([]);
      // What the worker asks for once it is there: planning, programs, the device.
      const worker = scripts.findIndex(({ file }) => /\/worker-/.test(file));
      expect(worker).toBeGreaterThanOrEqual(0);
      const sizes = scripts.slice(worker + 1).map(({ file, text }) => [file, gzipSync(text).length] as const);
      expect(sizes.length).toBeGreaterThan(0);
      expect(
        sizes.reduce((sum, [, bytes]) => sum + bytes, 0),
        sizes.join(),
      ).toBeLessThanOrEqual(60_000);
    });
  });

  test('unless the address asks for TF.js', async () => {
    await harness.withPage({ ...onGpu, search: '?backend=webgpu&engine=tfjs' }, async ({ page }) => {
      expect((await ask(page, null)).runtime).toMatchObject({ device: 'webgpu', executor: 'tfjs' });
    });
  });
});

describe('where they fail, TF.js takes over: the right answer, and a sentence', () => {
  const expectTakenOver = ({ runtime, answer }: Awaited<ReturnType<typeof ask>>) => {
    expect(runtime).toMatchObject({ device: 'webgpu', executor: 'tfjs' });
    expect(answer).toHaveLength(4);
    answer.forEach((value, i) => {
      expect(value).toBeCloseTo(right[i] ?? Number.NaN, 4);
    });
  };

  test('a shader that computes wrong numbers: seen in the proof at the start', async () => {
    await harness.withPage(onGpu, async ({ page }) => {
      const asked = await ask(page, 'wrong numbers');
      expect(asked.first).toMatchObject({ executor: 'tfjs' });
      expectTakenOver(asked);
      expect(runtimeNotice(asked.first)).toMatch(
        /WebGPU · TF\.js runs the network instead of the own engine\. .*computed wrong numbers in a first test/,
      );
    });
  });

  test.each([
    [
      'compile error',
      /WebGPU · own engine refused a step of the network \(.+\); it now runs with WebGPU · TF\.js/s,
    ],
    [
      'out of memory',
      /refused a step of the network \(there is no memory left\); it now runs with WebGPU · TF\.js/,
    ],
    ['lost', /The graphics device was lost \(.+\); the network now runs with WebGPU · TF\.js/s],
  ] as const)('%s', async (fault, sentence) => {
    await harness.withPage(onGpu, async ({ page }) => {
      const asked = await ask(page, fault);
      expect(asked.first).toMatchObject({ executor: 'own' });
      expectTakenOver(asked);
      expect(asked.heard).toHaveLength(1);
      expect(asked.heard[0]).toMatch(sentence);
    });
  });
});
