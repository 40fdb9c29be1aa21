import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import type { Driver } from '../driver.ts';
import { openCpu, openWasm } from './processor.ts';

const require = createRequire(import.meta.url);
const binary = (name: string) => require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`);

// Its advertisement for a native package would end up between a command's results.
tf.env().set('IS_NODE', false);

/** What networks may run on without a browser, in the order of fallback; the WebAssembly binaries lie in their package. */
export const nodeDrivers: readonly Driver[] = [
  {
    device: 'wasm',
    executor: 'tfjs',
    open: () =>
      openWasm({
        simd: binary('tfjs-backend-wasm-simd.wasm'),
        plain: binary('tfjs-backend-wasm.wasm'),
      }),
  },
  { device: 'cpu', executor: 'tfjs', open: openCpu },
];
