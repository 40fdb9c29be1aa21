import { forcedBy } from '../../engine/client/address.ts';

/** Whether networks would run on a graphics card here. */
async function hasGraphicsCard(): Promise<boolean> {
  const { device } = forcedBy(location.search);
  if (device !== undefined) return device === 'webgpu';
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter != null && !adapter.info.isFallbackAdapter;
  } catch {
    return false;
  }
}

/** How often faster the engine's WebAssembly computes our detectors than this module's loop multiplies: 2.5 to 4 where it was measured. */
const engineOverLoop = 3;

/** Multiply-adds a second of a plain loop: the best of a few milliseconds. */
function loopSpeed(): number {
  const count = 1 << 16;
  const [a, b] = [new Float32Array(count).fill(0.5), new Float32Array(count).fill(0.25)];
  const sums = new Float64Array(4);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 6; run++) {
    const started = performance.now();
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let again = 0; again < 16; again++)
      for (let i = 0; i < count; i += 4) {
        s0 += (a[i] as number) * (b[i] as number);
        s1 += (a[i + 1] as number) * (b[i + 1] as number);
        s2 += (a[i + 2] as number) * (b[i + 2] as number);
        s3 += (a[i + 3] as number) * (b[i + 3] as number);
      }
    // Kept, so that no compiler finds the loop idle.
    sums.set([s0, s1, s2, s3]);
    best = Math.min(best, performance.now() - started);
  }
  // A clock that is too coarse for this says nothing against the device.
  return best > 0 ? (16 * count) / (best / 1000) : Number.POSITIVE_INFINITY;
}

/** Multiply-adds a second that a detector of ours can be expected to reach here; Infinity on a graphics card. Nothing is downloaded for it. */
export async function deviceSpeed(): Promise<number> {
  return (await hasGraphicsCard()) ? Number.POSITIVE_INFINITY : engineOverLoop * loopSpeed();
}
