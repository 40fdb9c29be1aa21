import type { BackendName } from '../../engine/client/engine.ts';

const titles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** A backend as sentences call it. */
export function backendTitle(backend: BackendName): string {
  return titles[backend];
}
