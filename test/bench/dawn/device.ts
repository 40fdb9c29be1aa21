import { create, globals } from 'webgpu';

/** Methods whose calls are counted while `counting` runs. */
const counted = {
  dispatches: ['GPUComputePassEncoder', 'dispatchWorkgroups'],
  passes: ['GPUCommandEncoder', 'beginComputePass'],
  submits: ['GPUQueue', 'submit'],
  writes: ['GPUQueue', 'writeBuffer'],
  bindGroups: ['GPUDevice', 'createBindGroup'],
} as const;

export type Counts = { readonly [K in keyof typeof counted]: number };

let counts: Record<keyof typeof counted, number> | null = null;

/** Gives this process WebGPU, as a browser's page has it, and counts what is asked of it. */
export function openDawn(): void {
  Object.assign(globalThis, globals);
  // Dawn lives as long as this object; the navigator holds it to the end.
  const gpu = create([]);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  Object.assign(globalThis, { self: globalThis, isSecureContext: true });
  for (const key of Object.keys(counted) as (keyof typeof counted)[]) {
    const [owner, method] = counted[key];
    const { prototype } = globals[owner] as { prototype: Record<string, (...given: unknown[]) => unknown> };
    const original = prototype[method];
    if (original === undefined) throw new Error(`Dawn has no ${owner}.${method}.`);
    prototype[method] = function (this: unknown, ...given: unknown[]) {
      if (counts !== null) counts[key]++;
      return original.apply(this, given);
    };
  }
}

/** Milliseconds between two questions whether something has been compiled. */
const pause = 5;

/**
 * Lets the processor compile: while something is awaited, Dawn asks for news in every turn of this thread's loop, and so takes the core on
 * which a software adapter compiles. As long as `work` lasts it asks every few milliseconds.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const { setImmediate: atOnce } = globalThis;
  const later = (call: (...given: unknown[]) => void, ...given: unknown[]) =>
    setTimeout(call, pause, ...given);
  Object.assign(globalThis, { setImmediate: later });
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { setImmediate: atOnce });
  }
}

/** What `work` asks of the device. */
export async function counting(work: () => Promise<unknown>): Promise<Counts> {
  const own = { dispatches: 0, passes: 0, submits: 0, writes: 0, bindGroups: 0 };
  counts = own;
  try {
    await work();
  } finally {
    counts = null;
  }
  return own;
}

/** Lets go of Dawn, which otherwise keeps the process. */
export function closeDawn(): void {
  Object.defineProperty(globalThis.navigator, 'gpu', { value: undefined, configurable: true });
}
