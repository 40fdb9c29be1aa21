import * as tf from '@tensorflow/tfjs-core';
import { neverLost, Refused } from '../driver.ts';
import type { Runtime } from '../runtime.ts';
import { TfjsRuntime } from './runtime.ts';
import { type Routines, routinesFor } from './wasm/fast.ts';

/** Where the two builds of the WebAssembly backend lie: addresses in a browser, paths in Node. */
export interface WasmBinaries {
  readonly simd: string;
  readonly plain: string;
}

interface Processor {
  readonly device: 'wasm' | 'cpu';
  readonly adapter: string;
  readonly totalBytes: number | null;
  readonly routines: Routines | null;
  deviceBytes(): number | null;
}

function runtimeOf({ totalBytes, ...processor }: Processor): Runtime {
  return new TfjsRuntime({
    ...processor,
    software: false,
    lost: neverLost,
    takeError: () => undefined,
    limits: { mapBytes: totalBytes, totalBytes },
    close: () => tf.removeBackend(processor.device),
  });
}

/** The backend's memory, which its types leave out. */
function memoryOf(backend: { readonly wasm: object }): Uint8Array {
  return (backend.wasm as { readonly HEAPU8: Uint8Array }).HEAPU8;
}

/** The binaries ask for 65,536 pages of 64 KiB at most, all that 32 bits can address. */
const mostMemory = 2 ** 32;

/** WebAssembly on one thread: more need an isolated page, and their worker does not survive a strict security policy. */
export async function openWasm(binaries: WasmBinaries): Promise<Runtime> {
  if (typeof WebAssembly === 'undefined') throw new Refused({ why: 'absent' });
  const { BackendWasm, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': binaries.plain,
    'tfjs-backend-wasm-simd.wasm': binaries.simd,
    'tfjs-backend-wasm-threaded-simd.wasm': binaries.simd,
  });
  if (!(await tf.setBackend('wasm'))) throw new Refused({ why: 'didNotStart' });
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Refused({ why: 'didNotStart' });
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return runtimeOf({
    device: 'wasm',
    adapter: `this processor, one thread${simd ? ', SIMD' : ''}`,
    totalBytes: mostMemory,
    routines: routinesFor(backend),
    // The linear memory: it grows where it must and never shrinks.
    deviceBytes: () => memoryOf(backend).byteLength,
  });
}

/** Plain JavaScript: slow, and runs everywhere. */
export async function openCpu(): Promise<Runtime> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new Refused({ why: 'didNotStart' });
  return runtimeOf({
    device: 'cpu',
    adapter: 'this processor, plain JavaScript',
    totalBytes: null,
    routines: null,
    deviceBytes: () => null,
  });
}
