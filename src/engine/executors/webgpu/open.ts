import { findAdapter } from '../adapter.ts';
import type { OpenOptions } from '../driver.ts';
import type { Runtime } from '../runtime.ts';
import { WebGpuRuntime } from './runtime.ts';
import { storedTunings } from './tunings.ts';

/**
 * Limits that larger networks need more of than WebGPU promises. Workgroup memory joins wide feature networks in larger tiles; programs are
 * planned for what there is.
 */
const wantedLimits = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
] as const;

/** Our own programs, on a device that this module asks for itself, so that its errors and its loss are heard. */
export async function openOwnWebGpu(options: OpenOptions): Promise<Runtime> {
  const { gpu, adapter, software } = await findAdapter(options);
  const requiredLimits = Object.fromEntries(wantedLimits.map((limit) => [limit, gpu.limits[limit]]));
  const device = await gpu.requestDevice({ requiredLimits });
  const halves = gpu.features.has('shader-f16');
  const tunings = options.tuning === false ? undefined : storedTunings;
  return new WebGpuRuntime(device, { adapter, software, halves, tunings });
}
