/** Values as a device keeps them: float32, or float16 in the mode of half precision. */
export type Values = Float32Array<ArrayBuffer> | Float16Array<ArrayBuffer>;

/** Room for so many values of so many bytes. */
export function arrayOf(valueBytes: 2 | 4, size: number): Values {
  return valueBytes === 4 ? new Float32Array(size) : new Float16Array(size);
}

/** Values that were copied from a device, so many bytes of them from a byte on, in float32; those of four bytes are not copied. */
export function floatsOf(valueBytes: 2 | 4, copied: ArrayBuffer, from: number, bytes: number): Float32Array {
  const values = bytes / valueBytes;
  return valueBytes === 4
    ? new Float32Array(copied, from, values)
    : Float32Array.from(new Float16Array(copied, from, values));
}

/** The same memory as bytes: Dawn for Node does not know arrays of halves. */
export function bytesOf({ buffer, byteOffset, byteLength }: Values): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
