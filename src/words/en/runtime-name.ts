import type { DeviceName, ExecutorName, RunsOn } from '../../engine/protocol/device.ts';

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

/** A device and what runs on it, or one of the two: `WebGPU · TF.js`. */
export function runtimeName({ device, executor }: Partial<RunsOn>): string {
  return [device && devices[device], executor && executors[executor]].filter(Boolean).join(' · ');
}
