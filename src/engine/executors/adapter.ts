import type { Adapter } from '../protocol/device.ts';
import { type OpenOptions, Refused } from './driver.ts';

/** Names of drivers that draw with the processor instead of a graphics card. */
export function isSoftwareName(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|warp/i.test(name);
}

/** What an adapter is called that does not tell its name. */
export const namelessAdapter = 'a graphics adapter that does not tell its name';

/** `nvidia · ampere`, from whatever parts of its name the browser gives away. */
function nameOf(info: GPUAdapterInfo): string {
  const parts = [info.description || info.device, info.vendor, info.architecture].filter(
    (part) => part !== '',
  );
  return [...new Set(parts)].join(' · ') || namelessAdapter;
}

/** WebGPU's adapter for networks, with its name. Throws `Refused` where there is none, or only the processor unless that is `forced`. */
export async function findAdapter({ forced }: OpenOptions): Promise<Adapter & { readonly gpu: GPUAdapter }> {
  if (!('gpu' in navigator)) throw new Refused({ why: isSecureContext ? 'absent' : 'overHttp' });
  const gpu = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (gpu === null) throw new Refused({ why: 'noAdapter' });
  const older = gpu as GPUAdapter & { readonly isFallbackAdapter?: boolean };
  const fallback = gpu.info.isFallbackAdapter || older.isFallbackAdapter === true;
  const adapter = nameOf(gpu.info);
  const software = fallback || isSoftwareName(adapter);
  if (software && !forced) throw new Refused({ why: 'software', adapter });
  return { gpu, adapter, software };
}
