import { CheckpointError, damaged, shown } from '../checkpoint-error.ts';
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
  if (bytes.byteLength < 10) throw damaged(`The safetensors file is only ${bytes.byteLength} bytes long.`);
  const length = headerLength(bytes);
  if (length > bytes.byteLength - 8) {
    throw damaged(
      `The safetensors header claims ${length.toLocaleString('en')} bytes, but ${(bytes.byteLength - 8).toLocaleString('en')} follow.`,
    );
  }
  const what = 'The safetensors header';
  const header = parseJsonText(bytes.subarray(8, 8 + length), what, maxHeaderBytes);
  if (!isRecord(header)) throw damaged(`${what} is not a table of tensors.`);
  const data = bytes.subarray(8 + length);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  checkTensorCount(entries.length);
  const tensors = entries.map(([name, entry]) => readEntry(name, entry, data));
  tensors.sort((a, b) => a.offset - b.offset || a.bytes - b.bytes);
  let end = 0;
  for (const tensor of tensors) {
    if (tensor.offset !== end) {
      const meaning =
        tensor.offset < end
          ? 'It overlaps the tensor before it.'
          : 'There are bytes in front of it that belong to nothing.';
      throw damaged(
        `The tensor ${shown(tensor.name)} starts at byte ${tensor.offset} instead of ${end}.`,
        meaning,
      );
    }
    end += tensor.bytes;
  }
  if (end !== data.byteLength) {
    throw damaged(
      `The safetensors header describes ${end} bytes of data, but the file holds ${data.byteLength}.`,
    );
  }
  return namedTensors('safetensors', tensors, readMetadata(header.__metadata__));
}

function readEntry(name: string, entry: unknown, data: Uint8Array): NamedTensor {
  if (!isRecord(entry)) throw damaged(`The entry of the tensor ${shown(name)} is not a description.`);
  const { dtype: typeName, shape, data_offsets: offsets } = entry;
  const dtype =
    typeof typeName === 'string' && Object.hasOwn(typeNames, typeName) ? typeNames[typeName] : undefined;
  if (!dtype) {
    throw new CheckpointError(
      `The tensor ${shown(name)} is stored as ${shown(String(typeName))}.`,
      `This reader knows ${Object.keys(typeNames).join(', ')}.`,
      'Open a copy of the checkpoint in one of these number formats.',
    );
  }
  const bytes = elementCount(name, shape) * bytesPerElement[dtype];
  const [begin, end] = Array.isArray(offsets) && offsets.length === 2 ? (offsets as unknown[]) : [];
  if (!isOffset(begin) || !isOffset(end) || end < begin || end > data.byteLength) {
    throw damaged(`The tensor ${shown(name)} lies outside of the file.`);
  }
  if (end - begin !== bytes) {
    throw damaged(
      `The tensor ${shown(name)} needs ${bytes} bytes for its shape, but its place holds ${end - begin}.`,
    );
  }
  const read = () => toFloat32(name, dtype, data.subarray(begin, end));
  return { name, dtype, shape: shape as readonly number[], offset: begin, bytes, read };
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) throw damaged('The safetensors header’s metadata is not a table of texts.');
  const other = Object.entries(value).find(([, text]) => typeof text !== 'string');
  if (other) {
    throw new CheckpointError(
      `The metadata ${shown(other[0])} of the safetensors file is ${shown(JSON.stringify(other[1]))}, which is no text.`,
      'The format allows text only; its own library refuses the file as well. The weights themselves may be whole.',
      'Save it again with the metadata as text, str(…), or without.',
    );
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
