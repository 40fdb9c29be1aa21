import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { OpenOptions } from '../driver.ts';
import type { Runtime } from '../runtime.ts';
import { openCpu, openWasm } from './processor.ts';
import { openWebGl } from './webgl.ts';
import { openWebGpu } from './webgpu.ts';

/** TF.js on each device of a browser; the WebAssembly binaries are files of this site. */
export const open = {
  webgpu: openWebGpu,
  webgl: openWebGl,
  wasm: () => openWasm({ simd, plain }),
  cpu: openCpu,
} as const satisfies Readonly<Record<string, (options: OpenOptions) => Promise<Runtime>>>;
