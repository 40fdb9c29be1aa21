import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserRuntime, openBrowserRuntime } from '../../src/cli/parity/browser-runtime.ts';
import { checkFile } from '../../src/cli/parity/check-file.ts';
import { holds } from '../../src/cli/parity/deviation.ts';
import { golden } from '../parity/goldens.ts';

let runtime: BrowserRuntime;
beforeAll(async () => {
  runtime = await openBrowserRuntime({ device: 'webgpu', executor: 'own' });
}, 300_000);
afterAll(() => runtime?.closed());

// What `npm run parity -- --backend webgpu` does with these files; the other sizes of a family have no other operators.
describe('goldens of other people’s networks by our own programs, on the page', () => {
  test.each([
    'efficientnet_b0',
    'efficientdet_d0',
    'efficientdet_d0.fusion',
    'efficientnetv2_b0',
    'mnasnet_a1',
    'mobilenet_v1_0.25',
    'mobilenet_v2_0.35',
    'mobilenet_v3_large',
    'shufflenet_v2_x1_0',
    'resnet18',
  ])(
    '%s',
    async (name) => {
      const checks = await checkFile(runtime, golden(`seeded/${name}.json`));
      expect(checks.length).toBeGreaterThan(6);
      expect(checks.filter((check) => !holds(check))).toEqual([]);
      const sizes = checks.filter(({ measure }) => measure.startsWith('rms'));
      expect(sizes.length).toBeGreaterThan(3);
      if (/_[bd]0$/.test(name)) expect(sizes.filter(({ deviation }) => !(deviation <= 1e-4))).toEqual([]);
    },
    600_000,
  );
});

// A complaint of the device (`uncapturederror`) rejects the run, so that a result means that there was none. Beside the others, on a device
// that has 12 of its 31 programs from the seeded B0: compiling is nearly all that they take on the software adapter.
test('EfficientNet-B0 as trained, every tap against an independent runtime, within 1e-4', async () => {
  const checks = await checkFile(runtime, golden('trained/efficientnet-b0.coffee.safetensors'));
  expect(checks.length).toBe(37);
  expect(checks.filter(({ deviation }) => !(deviation <= 1e-4))).toEqual([]);
}, 300_000);

test('another runtime than the one that was asked for is refused, not believed', async () => {
  await expect(openBrowserRuntime({ device: 'cpu', executor: 'own' })).rejects.toThrow(
    /plain JavaScript · own engine cannot be used here/,
  );
}, 300_000);
