import type { DeviceName, ExecutorName, RunsOn } from '../../engine/protocol/device.ts';
import type { RuntimeReport } from '../../engine/protocol/runtime.ts';

const devices: Readonly<Record<DeviceName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

const executors: Readonly<Record<ExecutorName, string>> = { own: 'own engine', tfjs: 'TF.js' };

/** `WebGPU`. */
export function deviceName(device: DeviceName): string {
  return devices[device];
}

/** A device and what runs on it, or one of the two: `WebGPU · TF.js`; of a network also how its values are stored, where that is not usual. */
export function runtimeName({
  device,
  executor,
  precision,
}: Partial<RunsOn> & Pick<Partial<RuntimeReport>, 'precision'>): string {
  const half = precision?.used === 'f16' && 'half precision';
  return [device && devices[device], executor && executors[executor], half].filter(Boolean).join(' · ');
}
