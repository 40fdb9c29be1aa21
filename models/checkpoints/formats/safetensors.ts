import { CheckpointError } from '../checkpoint-error.ts';
import { isRecord, parseJsonText } from './json-text.ts';
import {
  bytesPerElement,
  checkTensorCount,
  elementCount,
  type NamedTensor,
  type NamedTensors,
  type NumericType,
  namedTensors,
  toFloat32,
} from './named-tensors.ts';

/** Source of the format: https://huggingface.co/docs/safetensors (8 bytes of header length, JSON header, data without gaps). */
const typeNames: Readonly<Record<string, NumericType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
};

const maxHeaderBytes = 8 * 1024 * 1024;

function headerLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/**
 * The tensors of a safetensors file, in order of their place in it. Nothing is copied until a tensor is read.
 * Throws {@link CheckpointError} where the header does not describe the bytes behind it exactly: no gap, no overlap, no rest.
 */
export function readSafetensors(bytes: Uint8Array): NamedTensors {
  if (bytes.byteLength < 10)
    throw new CheckpointError({ code: 'safetensors-short', bytes: bytes.byteLength });
  const length = headerLength(bytes);
  if (length > bytes.byteLength - 8) {
    throw new CheckpointError({
      code: 'safetensors-header-long',
      claimed: length,
      follow: bytes.byteLength - 8,
    });
  }
  const header = parseJsonText(bytes.subarray(8, 8 + length), 'safetensors-header', maxHeaderBytes);
  if (!isRecord(header)) throw new CheckpointError({ code: 'safetensors-header-no-table' });
  const data = bytes.subarray(8 + length);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  checkTensorCount(entries.length);
  const tensors = entries.map(([name, entry]) => readEntry(name, entry, data));
  tensors.sort((a, b) => a.offset - b.offset || a.bytes - b.bytes);
  let end = 0;
  for (const tensor of tensors) {
    if (tensor.offset !== end) {
      throw new CheckpointError({
        code: 'safetensors-place',
        tensor: tensor.name,
        start: tensor.offset,
        expected: end,
      });
    }
    end += tensor.bytes;
  }
  if (end !== data.byteLength) {
    throw new CheckpointError({ code: 'safetensors-rest', described: end, held: data.byteLength });
  }
  return namedTensors('safetensors', tensors, readMetadata(header.__metadata__));
}

function readEntry(name: string, entry: unknown, data: Uint8Array): NamedTensor {
  if (!isRecord(entry)) throw new CheckpointError({ code: 'safetensors-entry', tensor: name });
  const { dtype: typeName, shape, data_offsets: offsets } = entry;
  const dtype =
    typeof typeName === 'string' && Object.hasOwn(typeNames, typeName) ? typeNames[typeName] : undefined;
  if (!dtype) {
    throw new CheckpointError({
      code: 'safetensors-type',
      tensor: name,
      type: String(typeName),
      known: Object.keys(typeNames),
    });
  }
  const bytes = elementCount(name, shape) * bytesPerElement[dtype];
  const [begin, end] = Array.isArray(offsets) && offsets.length === 2 ? (offsets as unknown[]) : [];
  if (!isOffset(begin) || !isOffset(end) || end < begin || end > data.byteLength) {
    throw new CheckpointError({ code: 'tensor-outside-file', tensor: name });
  }
  if (end - begin !== bytes) {
    throw new CheckpointError({
      code: 'safetensors-tensor-bytes',
      tensor: name,
      needed: bytes,
      held: end - begin,
    });
  }
  const read = () => toFloat32(name, dtype, data.subarray(begin, end));
  return { name, dtype, shape: shape as readonly number[], offset: begin, bytes, read };
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new CheckpointError({ code: 'safetensors-metadata' });
  const other = Object.entries(value).find(([, text]) => typeof text !== 'string');
  if (other) {
    throw new CheckpointError({
      code: 'safetensors-metadata-text',
      key: other[0],
      value: JSON.stringify(other[1]),
    });
  }
  return value as Record<string, string>;
}

/** One tensor to be written: raw little-endian elements in row-major order. */
export interface TensorToWrite {
  readonly name: string;
  readonly dtype: NumericType;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * A safetensors file. The same tensors give the same bytes: larger element types come first (so that every tensor is aligned),
 * else the order given holds; metadata is sorted by key; the header is padded with spaces to a multiple of eight.
 * Throws a plain `Error` where a tensor's bytes do not fit its shape or a name repeats, for that is a fault of the caller.
 */
export function writeSafetensors(
  tensors: readonly TensorToWrite[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const ordered = [...tensors].sort((a, b) => bytesPerElement[b.dtype] - bytesPerElement[a.dtype]);
  const entries = new Map<string, unknown>();
  const keys = Object.keys(metadata).sort();
  if (keys.length > 0)
    entries.set('__metadata__', Object.fromEntries(keys.map((key) => [key, metadata[key]])));
  let end = 0;
  for (const { name, dtype, shape, data } of ordered) {
    const expected = elementCount(name, shape) * bytesPerElement[dtype];
    if (data.byteLength !== expected)
      throw new Error(`${name}: ${data.byteLength} bytes given, ${expected} needed.`);
    if (entries.has(name)) throw new Error(`${name} is given twice.`);
    entries.set(name, { dtype: upstreamTypeName(dtype), shape, data_offsets: [end, end + expected] });
    end += expected;
  }
  // Written entry by entry: an object would move keys that look like numbers to the front.
  const json = `{${[...entries].map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  const text = new TextEncoder().encode(json);
  const length = Math.ceil(text.byteLength / 8) * 8;
  const file = new Uint8Array(8 + length + end);
  file.fill(0x20, 8, 8 + length);
  file.set(text, 8);
  new DataView(file.buffer).setUint32(0, length, true);
  let at = 8 + length;
  for (const { data } of ordered) {
    file.set(data, at);
    at += data.byteLength;
  }
  return file;
}

function upstreamTypeName(dtype: NumericType): string {
  return Object.keys(typeNames).find((name) => typeNames[name] === dtype)!;
}
