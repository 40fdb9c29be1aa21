import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';

/** Backends that run without a browser. */
export type NodeBackend = 'wasm' | 'cpu';

/** Makes TF.js use `backend`: WebAssembly on one thread with SIMD, its binary read from the package; or plain JavaScript. */
export async function useNodeBackend(backend: NodeBackend): Promise<void> {
  if (backend === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    if (tf.getBackend() !== 'wasm' && tf.findBackend('wasm') === null) setWasmPaths(dirname(entry) + sep);
  } else await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend(backend))) throw new Error(`TF.js could not start its ${backend} backend.`);
  await tf.ready();
}
