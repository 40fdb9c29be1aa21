import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchOptions, launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// What the browser of the tests can do: a test that asserts on WebGPU must know that it is there.
let site: Site;
let folder: string;
let browser: Browser | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phiscope-platform-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Empty</title>');
  site = await serveSite({ folder });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

async function withPage<Result>(
  options: LaunchOptions,
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  browser = await launchBrowser(options);
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    return await look(page);
  } finally {
    await browser.close();
  }
}

/** Doubles 0, 1, 2, 3 on the graphics adapter; null where there is none. */
async function doubleOnWebGpu(): Promise<{ architecture: string; numbers: number[] } | null> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) return null;
  const device = await adapter.requestDevice();
  const code = `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
    @compute @workgroup_size(4) fn main(@builtin(global_invocation_id) i: vec3u) { x[i.x] = f32(i.x) * 2.0; }`;
  const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' };
  const pipeline = device.createComputePipeline({ layout: 'auto', compute });
  const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const readback = device.createBuffer({
    size: 16,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const entries = [{ binding: 0, resource: { buffer } }];
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(buffer, 0, readback, 0, 16);
  device.queue.submit([encoder.finish()]);
  await readback.mapAsync(GPUMapMode.READ);
  const numbers = [...new Float32Array(readback.getMappedRange())];
  device.destroy();
  return { architecture: adapter.info.architecture, numbers };
}

/** Whether a WebGL context can be had. */
function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

/** The result of 1 + 2 in the smallest WebAssembly module that adds. */
async function addOnWasm(): Promise<number> {
  const bytes = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0,
    10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11,
  ]);
  const { instance } = await WebAssembly.instantiate(bytes);
  return (instance.exports.add as (a: number, b: number) => number)(1, 2);
}

describe('the browser of the tests', () => {
  test('runs a WebGPU shader on a software adapter', async () => {
    const result = await withPage({ webgpu: true }, (page) => page.evaluate(doubleOnWebGpu));
    expect(result).toEqual({ architecture: 'swiftshader', numbers: [0, 2, 4, 6] });
  });

  test('has no WebGPU adapter unless asked for, but WebGL and WebAssembly', async () => {
    await withPage({}, async (page) => {
      expect(await page.evaluate(doubleOnWebGpu)).toBeNull();
      expect(await page.evaluate(hasWebGl)).toBe(true);
      expect(await page.evaluate(addOnWasm)).toBe(3);
    });
  });

  test('has neither WebGPU nor WebGL where it is started without a GPU', async () => {
    await withPage({ gpu: 'none' }, async (page) => {
      expect(await page.evaluate(doubleOnWebGpu)).toBeNull();
      expect(await page.evaluate(hasWebGl)).toBe(false);
      expect(await page.evaluate(addOnWasm)).toBe(3);
    });
  });

  test('shows a moving test picture as its camera', async () => {
    const size = await withPage({ camera: true }, (page) =>
      page.evaluate(async () => {
        const stream = await navigator.mediaDevices.getUserMedia({ video: true });
        const settings = stream.getVideoTracks()[0]?.getSettings();
        for (const track of stream.getTracks()) track.stop();
        return [settings?.width, settings?.height];
      }),
    );
    expect(size.every((side) => (side ?? 0) > 0)).toBe(true);
  });
});
