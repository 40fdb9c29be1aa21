import type { Runtime } from '../engine/executors/runtime.ts';
import { Complaint } from './complaint.ts';

/** Devices that networks run on without a browser. */
export type NodeBackend = 'wasm' | 'cpu';

/** Opens a device in this process. One is open at a time: what was loaded on another one before is of no use. */
export async function useNodeBackend(name: NodeBackend): Promise<Runtime> {
  const { nodeDrivers } = await import('../engine/executors/tfjs/node-drivers.ts');
  const driver = nodeDrivers.find(({ device }) => device === name);
  if (driver === undefined) throw new Complaint(`There is no backend “${name}” here; take wasm or cpu.`);
  return driver.open({ forced: true });
}

/** `--backend` as given on the command line; WebAssembly by default. */
export function nodeBackendNamed(name: string | undefined): NodeBackend {
  if (name === undefined || name === 'wasm') return 'wasm';
  if (name === 'cpu') return 'cpu';
  throw new Complaint(`There is no backend “${name}” here; take wasm or cpu.`);
}
