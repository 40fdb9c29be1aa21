import { CheckpointError } from '../checkpoint-error.ts';
import { decodeBfloat16, decodeFloat16 } from './float16.ts';

/** Element types that the supported formats store, and the bytes of one element. */
export const bytesPerElement = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
} as const;

export type NumericType = keyof typeof bytesPerElement;
/** `string` tensors occur in TensorFlow checkpoints (bookkeeping only): they are listed and cannot be read as numbers. */
export type ElementType = NumericType | 'string';

/** One tensor of a file: where it lies and how to read it. */
export interface NamedTensor {
  readonly name: string;
  readonly dtype: ElementType;
  /** In the file's own layout; empty for a scalar. */
  readonly shape: readonly number[];
  /** First byte, counted from the start of the file's data (behind a header, all shards end to end). */
  readonly offset: number;
  readonly bytes: number;
  /**
   * The values as float32, in the file's order. Where the file holds aligned float32 the result is a view of the file's own bytes,
   * so it must not be written to. Throws {@link CheckpointError} where the data is missing or fails its checksum.
   */
  read(): Float32Array;
}

export type CheckpointFormat = 'safetensors' | 'tensor-bundle' | 'tfjs-graph-model' | 'pytorch';

/** The tensors of one checkpoint, in the order in which the file lists them. */
export interface NamedTensors {
  readonly format: CheckpointFormat;
  readonly tensors: readonly NamedTensor[];
  readonly byName: ReadonlyMap<string, NamedTensor>;
  /** Free text that the file carries about itself. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** No published image network comes near these; beyond them a file is taken for hostile. */
export const limits = {
  tensors: 100_000,
  rank: 8,
  nameLength: 1024,
} as const;

/** Collects tensors under unique names. Throws where a name occurs twice. */
export function namedTensors(
  format: CheckpointFormat,
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): NamedTensors {
  const byName = new Map<string, NamedTensor>();
  for (const tensor of tensors) {
    if (byName.has(tensor.name)) throw new CheckpointError({ code: 'tensor-twice', tensor: tensor.name });
    byName.set(tensor.name, tensor);
  }
  return { format, tensors, byName, metadata };
}

/**
 * Checks a shape that came out of a file and gives its number of elements.
 * Throws where a side is no whole number ≥ 0, where there are more than eight, or where the product is past 2^53.
 */
export function elementCount(name: string, shape: unknown): number {
  if (!Array.isArray(shape)) throw new CheckpointError({ code: 'tensor-no-shape', tensor: name });
  if (shape.length > limits.rank) {
    throw new CheckpointError({
      code: 'tensor-dimensions',
      tensor: name,
      claimed: shape.length,
      most: limits.rank,
    });
  }
  let count = 1;
  for (const side of shape as unknown[]) {
    if (typeof side !== 'number' || !Number.isSafeInteger(side) || side < 0) {
      throw new CheckpointError({ code: 'tensor-side', tensor: name });
    }
    count *= side;
    if (!Number.isSafeInteger(count)) throw new CheckpointError({ code: 'tensor-elements', tensor: name });
  }
  return count;
}

/** Refuses a number of tensors that no checkpoint has. */
export function checkTensorCount(count: number): void {
  if (count > limits.tensors) {
    throw new CheckpointError({ code: 'tensors-too-many', claimed: count, most: limits.tensors });
  }
}

const littleEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Little-endian elements as float32. A view of `bytes` where they are aligned float32, else a new array.
 * 64-bit integers lose what float32 cannot hold (only counters are stored so). Throws for `string`.
 */
export function toFloat32(name: string, dtype: ElementType, bytes: Uint8Array): Float32Array {
  if (dtype === 'string') {
    throw new CheckpointError({ code: 'tensor-text', tensor: name });
  }
  const count = bytes.byteLength / bytesPerElement[dtype];
  if (dtype === 'float32' && littleEndianHost) {
    if (bytes.byteOffset % 4 === 0)
      return new Float32Array(bytes.buffer, bytes.byteOffset, count) as Float32Array;
    return new Float32Array(bytes.slice().buffer);
  }
  if (dtype === 'uint8' || dtype === 'bool') return Float32Array.from(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytesPerElement[dtype];
  const at = elementReader(dtype, view);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = at(i * size);
  return values;
}

function elementReader(dtype: NumericType, view: DataView): (offset: number) => number {
  switch (dtype) {
    case 'float64':
      return (offset) => view.getFloat64(offset, true);
    case 'float32':
      return (offset) => view.getFloat32(offset, true);
    case 'float16':
      return (offset) => decodeFloat16(view.getUint16(offset, true));
    case 'bfloat16':
      return (offset) => decodeBfloat16(view.getUint16(offset, true));
    case 'int64':
      return (offset) => Number(view.getBigInt64(offset, true));
    case 'int32':
      return (offset) => view.getInt32(offset, true);
    case 'int16':
      return (offset) => view.getInt16(offset, true);
    case 'int8':
      return (offset) => view.getInt8(offset);
    case 'uint64':
      return (offset) => Number(view.getBigUint64(offset, true));
    case 'uint32':
      return (offset) => view.getUint32(offset, true);
    case 'uint16':
      return (offset) => view.getUint16(offset, true);
    case 'uint8':
    case 'bool':
      return (offset) => view.getUint8(offset);
  }
}
