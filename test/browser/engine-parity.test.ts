import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import type { RunsOn } from '../../src/engine/protocol/device.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const golden = (name: string) =>
  readSafetensors(
    new Uint8Array(
      readFileSync(new URL(`../goldens/trained/efficientnet-b0.${name}.safetensors`, import.meta.url)),
    ),
  );

/** Taps as a page hands them to the test: base64 of float32, since numbers one by one would take seconds. */
type Encoded = Record<string, string>;

const decode = (text: string | undefined): Float32Array =>
  text === undefined
    ? new Float32Array()
    : new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

/** B0 in the page on the golden's crop, with every tap that the golden holds. */
async function runB0(force: Partial<RunsOn>, webgpu: boolean) {
  const file = golden('coffee');
  const names = file.tensors.map(({ name }) => name).filter((name) => name !== 'picture');
  const picture = Buffer.from(Uint8Array.from(file.byName.get('picture')?.read() ?? [])).toString('base64');
  return harness.withPage({ webgpu }, async ({ page, complaints }) => {
    const result = await page.evaluate(
      async ({ force, taps, pixels }) => {
        const engine = globalThis.createEngine(force);
        const net = await engine.load({ checkpoint: 'efficientnet-b0' });
        const rgb = Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));
        const data = new Uint8ClampedArray(224 * 224 * 4).fill(255);
        for (let i = 0; i < 224 * 224; i++) data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
        const own = (name: string) => name.replace('/se_scale', '/se/scale');
        const run = await net.run(new ImageData(data, 224, 224), { fit: 'whole', taps: taps.map(own) });
        const encode = ({ data: values }: { data: Float32Array }) => {
          let text = '';
          const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
          for (let i = 0; i < bytes.length; i += 8192)
            text += String.fromCharCode(...bytes.subarray(i, i + 8192));
          return btoa(text);
        };
        const found: Encoded = {};
        for (const name of taps) {
          const tap = run.taps[own(name)];
          if (tap) found[name] = encode(tap);
        }
        return { found, runtime: run.runtime, graph: net.graph.name };
      },
      { force, taps: names, pixels: picture },
    );
    const deviations = names.map((name) => ({
      name,
      deviation: relativeDeviation(decode(result.found[name]), file.byName.get(name)?.read() ?? []),
    }));
    return { ...result, deviations, complaints };
  });
}

describe('EfficientNet-B0 in a real Chromium, every tap against an independent runtime', () => {
  // By our own programs on WebGPU: engine-goldens.test.ts, where a third of them is compiled already.
  test('on WebGPU by TF.js, within 1e-3', async () => {
    const { runtime, deviations, complaints } = await runB0({ device: 'webgpu', executor: 'tfjs' }, true);
    expect(runtime.device).toBe('webgpu');
    expect(runtime.adapter).toMatch(/swiftshader/i);
    expect(deviations.length).toBe(37);
    expect(deviations.filter(({ deviation }) => !(deviation <= 1e-3))).toEqual([]);
    expect(complaints).toEqual([]);
  }, 300_000);

  test('on WebGL, within 1e-3', async () => {
    const { runtime, deviations } = await runB0({ device: 'webgl' }, false);
    expect(runtime.device).toBe('webgl');
    expect(deviations.filter(({ deviation }) => !(deviation <= 1e-3))).toEqual([]);
  }, 300_000);

  test('on WebAssembly, within 1e-4', async () => {
    const { runtime, deviations, complaints } = await runB0({ device: 'wasm' }, false);
    expect(runtime.device).toBe('wasm');
    expect(deviations.filter(({ deviation }) => !(deviation <= 1e-4))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
