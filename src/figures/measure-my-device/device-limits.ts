import type { BackendReport } from '../../engine/client/engine.ts';
import type { DeviceLimits } from './logic.ts';

/** The WebAssembly backend's memory may grow to 65,536 pages of 64 KiB and no further. */
const wasmMemoryBytes = 65_536 * 65_536;

/** WebGL keeps an array as a square texture of up to this side, four numbers of four bytes a texel. */
function texturesHold(side: number): number {
  return side * side * 16;
}

/** What the backend in use allows; nothing where it does not say. */
export async function deviceLimits({ backend }: Pick<BackendReport, 'backend'>): Promise<DeviceLimits> {
  if (backend === 'wasm') return { maxMemoryBytes: wasmMemoryBytes };
  if (backend === 'webgpu') {
    const limits = (await navigator.gpu?.requestAdapter())?.limits;
    if (limits === undefined) return {};
    return { maxBufferBytes: Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize) };
  }
  if (backend === 'webgl') {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    const side: unknown = context?.getParameter(context.MAX_TEXTURE_SIZE);
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return typeof side === 'number' ? { maxBufferBytes: texturesHold(side) } : {};
  }
  return {};
}
