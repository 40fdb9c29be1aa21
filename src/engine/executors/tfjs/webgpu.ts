import * as tf from '@tensorflow/tfjs-core';
import {
  type BackendDriver,
  BackendRefused,
  isSoftwareName,
  type OpenBackend,
  type OpenOptions,
} from '../backend.ts';

/** Limits that TF.js' kernels make use of: as much as the adapter has. */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** `nvidia · ampere`, from whatever parts of its name the browser gives away. */
function nameOf(info: GPUAdapterInfo): string {
  const parts = [info.description || info.device, info.vendor, info.architecture].filter(
    (part) => part !== '',
  );
  return [...new Set(parts)].join(' · ') || 'a graphics adapter that does not tell its name';
}

async function findAdapter({ forced }: OpenOptions): Promise<{ adapter: GPUAdapter; software: boolean }> {
  if (!('gpu' in navigator)) throw new BackendRefused('This browser has no WebGPU.');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null)
    throw new BackendRefused('This browser knows WebGPU, but offers no graphics adapter for it.');
  const older = adapter as GPUAdapter & { readonly isFallbackAdapter?: boolean };
  const fallback = adapter.info.isFallbackAdapter || older.isFallbackAdapter === true;
  const software = fallback || isSoftwareName(nameOf(adapter.info));
  if (software && !forced)
    throw new BackendRefused(
      `WebGPU runs on the processor here (${nameOf(adapter.info)}), which is slower than WebAssembly.`,
    );
  return { adapter, software };
}

async function open(options: OpenOptions): Promise<OpenBackend> {
  const { adapter, software } = await findAdapter(options);
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const requiredLimits = Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]]));
  const device = await adapter.requestDevice({ requiredLimits });
  let error: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    error ??= event.error.message;
  });
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    device.lost.then(({ message, reason }) => {
      if (!closed) resolve(message || reason || 'no reason given');
    });
  });
  // The module registers a factory of its own, which would ask for an adapter without looking at it.
  if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu');
  const backend = new WebGPUBackend(device, adapter.info);
  tf.registerBackend('webgpu', () => backend);
  if (!(await tf.setBackend('webgpu'))) throw new BackendRefused('WebGPU did not start.');
  return {
    name: 'webgpu',
    adapter: nameOf(adapter.info),
    software,
    lost,
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
  };
}

/** WebGPU on a device that this module asked for itself, so that its errors and its loss are heard. */
export const webgpu: BackendDriver = { name: 'webgpu', open };
