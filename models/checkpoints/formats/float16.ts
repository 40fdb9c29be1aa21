/** IEEE 754 binary16 and bfloat16: one value to and from its 16 bits, and whole arrays. */

const scratch = new DataView(new ArrayBuffer(4));

/** The 16 bits of the float16 nearest to `value` (ties to even; past 65,520 infinity, subnormals kept). */
export function encodeFloat16(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // rounds past the largest float16, 65,504
  if (magnitude < 0x38800000) {
    // Below 2^-14: a multiple of 2^-24. Adding 0.5 puts float32's last bit exactly there, and its own addition rounds to even.
    scratch.setUint32(0, magnitude);
    scratch.setFloat32(0, scratch.getFloat32(0) + 0.5);
    return sign | (scratch.getUint32(0) - 0x3f000000);
  }
  const even = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + even) >>> 13);
}

/** The value of a float16 given by its 16 bits. */
export function decodeFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The value of a bfloat16 (the upper half of a float32) given by its 16 bits. */
export function decodeBfloat16(bits: number): number {
  scratch.setUint32(0, (bits & 0xffff) << 16);
  return scratch.getFloat32(0);
}

/** Each value rounded to the nearest float16, as 16-bit patterns. */
export function float32ToFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = encodeFloat16(values[i]!);
  return halves;
}

let table: Float32Array | undefined;

/** 16-bit patterns as float32 values, exactly. A table of all 65,536 makes this fast enough for whole networks. */
export function float16ToFloat32(halves: Uint16Array): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => decodeFloat16(bits));
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]!]!;
  return values;
}
