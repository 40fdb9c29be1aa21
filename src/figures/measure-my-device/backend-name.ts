const names = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

/** A backend as sentences call it. */
export function backendName(backend: keyof typeof names): string {
  return names[backend];
}
