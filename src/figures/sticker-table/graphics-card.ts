import { forcedBy } from '../../engine/client/engine.ts';

/** Whether networks would run on a graphics card here. Nothing is downloaded for the answer. */
export async function hasGraphicsCard(): Promise<boolean> {
  const { device } = forcedBy(location.search);
  if (device !== undefined) return device === 'webgpu';
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter != null && !adapter.info.isFallbackAdapter;
  } catch {
    return false;
  }
}
