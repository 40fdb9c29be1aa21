import { expect, test } from 'vitest';
import type { Driver } from '../executors/driver.ts';
import { firstProof } from '../executors/proofs/first.ts';
import type { Executor, Runtime } from '../executors/runtime.ts';
import type { RunsOn } from '../protocol/device.ts';
import type { DeviceLost, RuntimeReport } from '../protocol/runtime.ts';
import { Device } from './device.ts';

/** A device that computes the proof right, and nothing else. */
function driver(runsOn: RunsOn): Driver {
  const outputs = Object.fromEntries(
    Object.entries(firstProof.answers).map(([name, values]) => [
      name,
      { shape: [1, 1, values.length] as const, data: Float32Array.from(values) },
    ]),
  );
  const executor: Executor = {
    graph: firstProof.graph,
    precision: 'f32',
    run: async () => ({ outputs, taps: {}, looked: undefined as never, readbackMilliseconds: 0 }),
    dispose: () => {},
  };
  const runtime: Runtime = {
    runsOn: { ...runsOn, adapter: 'a test', software: false },
    limits: { mapBytes: null, totalBytes: null },
    lost: new Promise(() => {}),
    load: async () => executor,
    ceilings: () => Promise.reject(new Error('not asked')),
    memory: () => ({ tensors: 0, bytes: 0, deviceBytes: null }),
    close: () => {},
  };
  return { ...runsOn, open: async () => runtime };
}

const own: RunsOn = { device: 'webgpu', executor: 'own' };
const tfjs: RunsOn = { device: 'webgpu', executor: 'tfjs' };
const wasm: RunsOn = { device: 'wasm', executor: 'tfjs' };

function opened(drivers: readonly RunsOn[]) {
  const heard: [DeviceLost, RuntimeReport][] = [];
  const device = new Device(
    drivers.map((each) => driver(each)),
    (lost, now) => heard.push([lost, now]),
  );
  return { device, heard };
}

test('what refuses a step gives way to the next, in the order of fallback, and the page is told', async () => {
  const { device, heard } = opened([own, tfjs, wasm]);
  expect(await device.open()).toMatchObject({ ...own, refused: [] });
  const before = device.generation;
  await device.giveUp('no memory');
  expect(await device.open()).toMatchObject({
    ...tfjs,
    refused: [{ ...own, refusal: { why: 'failed', said: 'no memory' } }],
  });
  expect(device.generation).toBe(before + 1);
  expect(heard).toMatchObject([[{ from: own, cause: 'failed', reason: 'no memory', again: false }, tfjs]]);
});

test('what was asked for by name is kept to as long as something of it is left', async () => {
  const { device } = opened([own, tfjs, wasm]);
  await device.open({ device: 'webgpu' });
  await device.giveUp('a');
  expect(await device.open()).toMatchObject(tfjs);
  await device.giveUp('b');
  expect(await device.open()).toMatchObject(wasm);
});

test('a network that nothing can run says so, and the next one begins with the first device again', async () => {
  const { device, heard } = opened([own, wasm]);
  await device.open();
  await device.giveUp('a');
  await expect(device.giveUp('b')).rejects.toMatchObject({
    failure: { code: 'runtime', refused: [{ refusal: { said: 'a' } }, { refusal: { said: 'b' } }] },
  });
  expect(heard).toHaveLength(1);
  expect(await device.open()).toMatchObject({ ...own, refused: [] });
});
