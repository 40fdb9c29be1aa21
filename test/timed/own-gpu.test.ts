import { afterAll, beforeAll, expect, test } from 'vitest';
import { releasedDetector } from '../../models/families/efficientdet/sizes.ts';
import { EngineHarness } from '../browser/engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

test('a run of D0 on our own WebGPU programs is recorded and handed over in a millisecond of script', async () => {
  await harness.withPage({ webgpu: true }, async ({ page }) => {
    // As many dispatches at any size; the device’s own work is not what is measured.
    const milliseconds = await page.evaluate(
      (config) => globalThis.ownGpu.recording(globalThis.fold(globalThis.efficientDet(config)), 9),
      { ...releasedDetector.D0, resolution: 128 },
    );
    expect(milliseconds).toBeLessThanOrEqual(1);
  });
}, 300_000);
