import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { BackendDriver } from '../backend.ts';
import { cpu, wasmDriver } from './processor.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** The backends of a browser, fastest first; the WebAssembly binaries are files of this site. */
export const browserDrivers: readonly BackendDriver[] = [webgpu, webgl, wasmDriver({ simd, plain }), cpu];
