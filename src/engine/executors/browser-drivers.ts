import { type DeviceName, deviceNames } from '../protocol/device.ts';
import type { Driver } from './driver.ts';

/** TF.js on a device. It comes when the first of them is tried, and not before. */
function tfjs(device: DeviceName): Driver {
  return {
    device,
    executor: 'tfjs',
    open: async (options) => (await import('./tfjs/drivers.ts')).open[device](options),
  };
}

/** Our own programs on WebGPU. */
const ownWebGpu: Driver = {
  device: 'webgpu',
  executor: 'own',
  open: async (options) => (await import('./webgpu/open.ts')).openOwnWebGpu(options),
};

/** What networks may run on in a browser, in the order of fallback: our own programs first, then TF.js on whatever there is (`?engine=tfjs`). */
export const browserDrivers: readonly Driver[] = [ownWebGpu, ...deviceNames.map(tfjs)];
