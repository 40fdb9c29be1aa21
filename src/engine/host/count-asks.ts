import type { DeviceAsks } from '../protocol/runtime.ts';

type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;
/** The classes of WebGPU as a worker has them; those that it lacks are absent. */
export type WebGpuClasses = Readonly<Record<string, { readonly prototype: object } | undefined>>;

const counted = [
  ['dispatches', 'GPUComputePassEncoder', 'dispatchWorkgroups'],
  ['dispatches', 'GPUComputePassEncoder', 'dispatchWorkgroupsIndirect'],
  ['submits', 'GPUQueue', 'submit'],
  ['bindGroups', 'GPUDevice', 'createBindGroup'],
] as const;

/**
 * What `work` asks of WebGPU, whoever asks it: its calls are counted where they are made, and afterwards everything is as it was. Null where
 * there is no WebGPU here.
 */
export async function countAsks(
  work: () => Promise<unknown>,
  classes: WebGpuClasses = globalThis as unknown as WebGpuClasses,
): Promise<DeviceAsks | null> {
  const asks = { dispatches: 0, submits: 0, bindGroups: 0 };
  const restore: (() => void)[] = [];
  for (const [kind, owner, method] of counted) {
    const prototype = classes[owner]?.prototype as Methods | undefined;
    const original = prototype?.[method];
    if (prototype === undefined || original === undefined) continue;
    const count = function (this: unknown, ...given: never[]): unknown {
      asks[kind]++;
      return original.apply(this, given);
    };
    Object.assign(prototype, { [method]: count });
    restore.push(() => Object.assign(prototype, { [method]: original }));
  }
  try {
    await work();
  } finally {
    for (const each of restore) each();
  }
  return restore.length === 0 ? null : asks;
}
