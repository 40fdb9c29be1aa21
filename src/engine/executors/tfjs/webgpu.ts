import * as tf from '@tensorflow/tfjs-core';
import { findAdapter } from '../adapter.ts';
import { type OpenOptions, Refused } from '../driver.ts';
import type { Runtime } from '../runtime.ts';
import { TfjsRuntime } from './runtime.ts';

/** Limits that TF.js' kernels make use of: as much as the adapter has. */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** WebGPU on a device that this module asked for itself, so that its errors and its loss are heard. */
export async function openWebGpu(options: OpenOptions): Promise<Runtime> {
  const { gpu, adapter, software } = await findAdapter(options);
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const requiredLimits = Object.fromEntries(wantedLimits.map((limit) => [limit, gpu.limits[limit]]));
  const device = await gpu.requestDevice({ requiredLimits });
  let error: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    error ??= event.error.message;
  });
  let closed = false;
  const lost = new Promise<string | null>((resolve) => {
    device.lost.then(({ message, reason }) => {
      if (!closed) resolve(message || reason || null);
    });
  });
  // The module registers a factory of its own, which would ask for an adapter without looking at it.
  if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu');
  const backend = new WebGPUBackend(device, gpu.info);
  tf.registerBackend('webgpu', () => backend);
  if (!(await tf.setBackend('webgpu'))) throw new Refused({ why: 'didNotStart' });
  return new TfjsRuntime({
    device: 'webgpu',
    adapter,
    software,
    lost,
    routines: null,
    takeError: () => {
      const taken = error;
      error = undefined;
      return taken;
    },
    limits: {
      mapBytes: Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize),
      totalBytes: null,
    },
    deviceBytes: () => backend.memory().numBytesAllocatedInGPU,
    compile: async (record) => {
      tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
      try {
        await record();
        await backend.checkCompileCompletionAsync();
      } finally {
        tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
      }
    },
    close: () => {
      closed = true;
      tf.removeBackend('webgpu');
      device.destroy();
    },
  });
}
