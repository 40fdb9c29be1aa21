import { CheckpointError } from '../checkpoint-error.ts';
import { crc32c, maskCrc32c } from './crc.ts';
import {
  bytesPerElement,
  type ElementType,
  elementCount,
  limits,
  type NamedTensor,
  type NamedTensors,
  namedTensors,
  toFloat32,
} from './named-tensors.ts';
import { asBytes, asNumber, readFields } from './protocol-buffer.ts';
import { readStringTable } from './string-table.ts';

/** TensorFlow's `DataType` numbers (tensorflow/core/framework/types.proto). */
const dataTypes: Readonly<Record<number, ElementType>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  7: 'string',
  9: 'int64',
  10: 'bool',
  14: 'bfloat16',
  17: 'uint16',
  19: 'float16',
  22: 'uint32',
  23: 'uint64',
};

const maxShards = 1000;

interface BundleEntry {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  readonly shard: number;
  readonly offset: number;
  readonly bytes: number;
  readonly checksum: number;
}

/** The five-digit data file names that belong to an index `<prefix>.index` with `count` shards. */
export function tensorBundleDataNames(prefix: string, count: number): string[] {
  const digits = (value: number) => String(value).padStart(5, '0');
  return Array.from({ length: count }, (_, shard) => `${prefix}.data-${digits(shard)}-of-${digits(count)}`);
}

/** How many data files the index says that there are. */
export function tensorBundleShardCount(index: Uint8Array): number {
  return readHeader(readStringTable(index)[0]);
}

/**
 * The tensors of a TensorFlow V2 checkpoint ("tensor bundle"), in the index's order (sorted by name). `shards[i]` holds the bytes of
 * the i-th data file; without it the tensors are listed all the same, and reading one is an error. Each tensor's CRC-32C is checked
 * when it is first read. `offset` counts from the start of the tensor's own data file.
 * Format: tensorflow/core/protobuf/tensor_bundle.proto (BundleHeaderProto, BundleEntryProto).
 */
export function readTensorBundle(
  index: Uint8Array,
  shards: readonly (Uint8Array | undefined)[] = [],
): NamedTensors {
  const [first, ...rest] = readStringTable(index);
  const shardCount = readHeader(first);
  if (shards.length > shardCount) {
    throw new CheckpointError({ code: 'bundle-data-files', given: shards.length, known: shardCount });
  }
  const entries = rest.map(({ key, value }) => readEntry(key, value, shardCount));
  checkPlaces(entries, shards);
  const tensors = entries.map((entry): NamedTensor => {
    const { name, dtype, shape, offset, bytes } = entry;
    let checked = false;
    const read = () => {
      const data = shards[entry.shard];
      if (!data) {
        throw new CheckpointError({
          code: 'bundle-data-missing',
          file: entry.shard + 1,
          of: shardCount,
          tensor: name,
        });
      }
      const raw = data.subarray(offset, offset + bytes);
      if (!checked && maskCrc32c(crc32c(raw)) !== entry.checksum) {
        throw new CheckpointError({ code: 'tensor-checksum', tensor: name });
      }
      checked = true;
      return toFloat32(name, dtype, raw);
    };
    return { name, dtype, shape, offset, bytes, read };
  });
  return namedTensors('tensor-bundle', tensors);
}

function readHeader(entry: { key: string; value: Uint8Array } | undefined): number {
  if (entry?.key !== '') throw new CheckpointError({ code: 'bundle-no-header' });
  let shardCount = 0;
  let endianness = 0;
  for (const field of readFields(entry.value)) {
    if (field.number === 1) shardCount = asNumber(field);
    if (field.number === 2) endianness = asNumber(field);
  }
  if (endianness !== 0) {
    throw new CheckpointError({ code: 'big-endian' });
  }
  if (shardCount < 1 || shardCount > maxShards)
    throw new CheckpointError({ code: 'bundle-data-claimed', claimed: shardCount });
  return shardCount;
}

function readEntry(name: string, value: Uint8Array, shardCount: number): BundleEntry {
  let type = 0;
  let shape: number[] = [];
  let shard = 0;
  let offset = 0;
  let bytes = 0;
  let checksum = 0;
  for (const field of readFields(value)) {
    if (field.number === 1) type = asNumber(field);
    else if (field.number === 2) shape = readShape(name, asBytes(field));
    else if (field.number === 3) shard = asNumber(field);
    else if (field.number === 4) offset = asNumber(field);
    else if (field.number === 5) bytes = asNumber(field);
    else if (field.number === 6) checksum = asNumber(field);
    else if (field.number === 7) {
      throw new CheckpointError({ code: 'tensor-slices', tensor: name });
    }
  }
  const dtype = dataTypes[type];
  if (!dtype) {
    throw new CheckpointError({ code: 'bundle-type', tensor: name, type });
  }
  const count = elementCount(name, shape);
  if (dtype !== 'string' && bytes !== count * bytesPerElement[dtype]) {
    throw new CheckpointError({
      code: 'bundle-tensor-bytes',
      tensor: name,
      claimed: bytes,
      needed: count * bytesPerElement[dtype],
    });
  }
  if (shard >= shardCount || !Number.isSafeInteger(offset + bytes)) {
    throw new CheckpointError({ code: 'tensor-outside-checkpoint', tensor: name });
  }
  return { name, dtype, shape, shard, offset, bytes, checksum };
}

function readShape(name: string, message: Uint8Array): number[] {
  const shape: number[] = [];
  for (const field of readFields(message)) {
    if (field.number === 3 && asNumber(field) !== 0)
      throw new CheckpointError({ code: 'tensor-unknown-shape', tensor: name });
    if (field.number !== 2) continue;
    let size = 0;
    for (const part of readFields(asBytes(field))) if (part.number === 1) size = asNumber(part);
    shape.push(size);
    if (shape.length > limits.rank)
      throw new CheckpointError({ code: 'tensor-dimensions-over', tensor: name, most: limits.rank });
  }
  return shape;
}

/** No two tensors share a byte, and none lies behind the end of a data file that is there. */
function checkPlaces(entries: readonly BundleEntry[], shards: readonly (Uint8Array | undefined)[]): void {
  const sorted = [...entries].sort((a, b) => a.shard - b.shard || a.offset - b.offset || a.bytes - b.bytes);
  let shard = -1;
  let end = 0;
  for (const entry of sorted) {
    if (entry.shard !== shard) {
      shard = entry.shard;
      end = 0;
    }
    if (entry.offset < end) throw new CheckpointError({ code: 'tensor-overlaps', tensor: entry.name });
    end = entry.offset + entry.bytes;
    const data = shards[shard];
    if (data && end > data.byteLength) {
      throw new CheckpointError({
        code: 'bundle-data-short',
        tensor: entry.name,
        end,
        held: data.byteLength,
      });
    }
  }
}
