import * as tf from '@tensorflow/tfjs-core';
import { type BackendDriver, BackendRefused, neverLost, type OpenBackend } from '../backend.ts';

/** Where the two builds of the WebAssembly backend lie: addresses in a browser, paths in Node. */
export interface WasmBinaries {
  readonly simd: string;
  readonly plain: string;
}

function opened(
  name: 'wasm' | 'cpu',
  adapter: string,
  totalBytes: number | null,
  deviceBytes: () => number | null,
): OpenBackend {
  return {
    name,
    adapter,
    software: false,
    lost: neverLost,
    takeError: () => undefined,
    limits: { mapBytes: totalBytes, totalBytes },
    deviceBytes,
    close: () => tf.removeBackend(name),
  };
}

/** The backend's memory, which its types leave out. */
function memoryOf(backend: { readonly wasm: object }): Uint8Array {
  return (backend.wasm as { readonly HEAPU8: Uint8Array }).HEAPU8;
}

/** The binaries ask for 65,536 pages of 64 KiB at most, all that 32 bits can address. */
const mostMemory = 2 ** 32;

/** WebAssembly on one thread: more need an isolated page, and their worker does not survive a strict security policy. */
export function wasmDriver(binaries: WasmBinaries): BackendDriver {
  return {
    name: 'wasm',
    async open() {
      if (typeof WebAssembly === 'undefined') throw new BackendRefused('This browser has no WebAssembly.');
      const { BackendWasm, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      if (tf.getBackend() !== 'wasm') {
        setWasmPaths({
          'tfjs-backend-wasm.wasm': binaries.plain,
          'tfjs-backend-wasm-simd.wasm': binaries.simd,
          'tfjs-backend-wasm-threaded-simd.wasm': binaries.simd,
        });
      }
      if (!(await tf.setBackend('wasm'))) throw new BackendRefused('WebAssembly did not start.');
      const backend = tf.backend();
      const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
      // The linear memory: it grows where it must and never shrinks.
      const heap = () => (backend instanceof BackendWasm ? memoryOf(backend).byteLength : null);
      return opened('wasm', `this processor, one thread${simd ? ', SIMD' : ''}`, mostMemory, heap);
    },
  };
}

/** Plain JavaScript: slow, and runs everywhere. */
export const cpu: BackendDriver = {
  name: 'cpu',
  async open() {
    await import('@tensorflow/tfjs-backend-cpu');
    if (!(await tf.setBackend('cpu'))) throw new BackendRefused('TF.js did not start.');
    return opened('cpu', 'this processor, plain JavaScript', null, () => null);
  },
};
