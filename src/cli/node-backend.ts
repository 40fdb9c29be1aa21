import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendDriver } from '../engine/executors/backend.ts';
import { cpu, wasmDriver } from '../engine/executors/tfjs/processor.ts';
import { Complaint } from './complaint.ts';

/** Backends that run without a browser. */
export type NodeBackend = 'wasm' | 'cpu';

const require = createRequire(import.meta.url);
const binary = (name: string) => require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`);

/** Node's backends, fastest first; the WebAssembly binaries lie in their package. */
export const nodeDrivers: readonly BackendDriver[] = [
  wasmDriver({ simd: binary('tfjs-backend-wasm-simd.wasm'), plain: binary('tfjs-backend-wasm.wasm') }),
  cpu,
];

/** Makes TF.js use `backend` in this process. */
export async function useNodeBackend(name: NodeBackend): Promise<void> {
  // Its advertisement for a native package would end up between the results.
  tf.env().set('IS_NODE', false);
  const driver = nodeDrivers.find((each) => each.name === name);
  await driver?.open({ forced: true });
}

/** `--backend` as given on the command line; WebAssembly by default. */
export function nodeBackendNamed(name: string | undefined): NodeBackend {
  if (name === undefined || name === 'wasm') return 'wasm';
  if (name === 'cpu') return 'cpu';
  throw new Complaint(`There is no backend “${name}” here; take wasm or cpu.`);
}
