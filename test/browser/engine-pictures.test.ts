import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('pictures', () => {
  test('a photograph gets the class that an independent runtime gave it, and nothing is asked for after it', async () => {
    const jpeg = readFileSync(new URL('../../public/pictures/coffee.jpg', import.meta.url));
    await harness.withPage({}, async ({ page, requests, complaints }) => {
      const asked = await page.evaluate(async (data) => {
        const engine = globalThis.createEngine({ device: 'wasm' });
        Object.assign(globalThis, { engine, net: await engine.load({ checkpoint: 'efficientnet-b0' }) });
        const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
        Object.assign(globalThis, { picture: new Blob([bytes]) });
        return performance.getEntriesByType('resource').length;
      }, encode(jpeg));
      const before = requests.length;
      expect(before).toBeGreaterThan(2);
      const { top, entries } = await page.evaluate(async () => {
        const { picture } = globalThis as unknown as { picture: Blob };
        const { outputs } = await net.run(picture, { taps: ['stage4/block0/se/scale', 'head'] });
        const bitmap = await createImageBitmap(picture);
        await net.run(bitmap, { transfer: true });
        const probabilities = outputs.probabilities?.data ?? new Float32Array();
        return {
          top: probabilities.indexOf(Math.max(...probabilities)),
          entries: performance.getEntriesByType('resource').length,
        };
      });
      const golden = JSON.parse(
        readFileSync(new URL('../goldens/trained/efficientnet-b0.coffee.json', import.meta.url), 'utf8'),
      ) as { top: { index: number }[] };
      expect(top).toBe(golden.top[0]?.index);
      expect(requests.slice(before)).toEqual([]);
      expect(entries).toBe(asked);
      expect(complaints).toEqual([]);
    });
  });

  test('the camera: one frame at a time, the newest, until it is stopped', async () => {
    await harness.withPage({ camera: true }, async ({ page }) => {
      const result = await page.evaluate(async () => {
        let atOnce = 0;
        let most = 0;
        const widths: number[] = [];
        const camera = await globalThis.openCamera({
          onFrame: async (frame) => {
            most = Math.max(most, ++atOnce);
            widths.push(frame.width);
            frame.close();
            await new Promise((resolve) => setTimeout(resolve, 60));
            atOnce--;
          },
        });
        // As many frames as a busy machine takes a while for.
        for (let wait = 0; wait < 200 && widths.length < 5; wait++)
          await new Promise((resolve) => setTimeout(resolve, 100));
        camera.stop();
        const stopped = widths.length;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { most, stopped, after: widths.length, width: widths[0] ?? 0 };
      });
      expect(result.most).toBe(1);
      expect(result.stopped).toBeGreaterThan(2);
      expect(result.after).toBeLessThanOrEqual(result.stopped + 1);
      expect(result.width).toBeGreaterThan(0);
    });
  });

  test('the camera: refused, absent or unplugged, each with a sentence', async () => {
    await harness.withPage({}, async ({ page }) => {
      const message = await page.evaluate(() =>
        globalThis.openCamera({ onFrame: async () => {} }).then(
          () => 'started',
          (error: Error) => error.message,
        ),
      );
      expect(message).toMatch(/No camera was found|permission was refused/);
    });
    await harness.withPage({ camera: true }, async ({ page }) => {
      const message = await page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            const video = document.createElement('video');
            const options = {
              video,
              onFrame: async () => {},
              onEnd: (error: Error) => resolve(error.message),
            };
            void globalThis.openCamera(options).then(() => {
              // What a browser does when the plug is pulled.
              const [track] = (video.srcObject as MediaStream).getTracks();
              track?.dispatchEvent(new Event('ended'));
            });
          }),
      );
      expect(message).toMatch(/unplugged or taken away/);
    });
  });
});
