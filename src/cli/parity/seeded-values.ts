/** The mixing function of MurmurHash3, on 32-bit whole numbers. */
function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The i-th pseudo-random number in [−1, 1) of one array: `op` numbers the layer, `which` its array (test/goldens/README.md). */
export function seededValue(op: number, which: number, i: number): number {
  const seed = Math.imul(op, 0x9e3779b1) + Math.imul(which, 0xc2b2ae3d) + Math.imul(i, 0x85ebca77);
  return (2 * mix(seed >>> 0)) / 2 ** 32 - 1;
}

/** `count` of them, times `factor`, rounded to float32. */
export function seededArray(op: number, which: number, count: number, factor = 1): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = seededValue(op, which, i) * factor;
  return values;
}

/** float32(float32(value · √(3 / fanIn)) · gain), in [h, w, in, out] order. */
export function seededKernel(op: number, count: number, fanIn: number, gain: number): Float32Array {
  const kernel = seededArray(op, 0, count, Math.sqrt(3 / fanIn));
  for (let i = 0; i < count; i++) kernel[i] = (kernel[i] ?? 0) * gain;
  return kernel;
}
