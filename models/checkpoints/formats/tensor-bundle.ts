import { CheckpointError, damaged, shown } from '../checkpoint-error.ts';
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
    throw new CheckpointError(
      `${shards.length} data files were given, but the index knows ${shardCount}.`,
      'They do not belong together.',
      'Open the index together with its own data files only.',
    );
  }
  const entries = rest.map(({ key, value }) => readEntry(key, value, shardCount));
  checkPlaces(entries, shards);
  const tensors = entries.map((entry): NamedTensor => {
    const { name, dtype, shape, offset, bytes } = entry;
    let checked = false;
    const read = () => {
      const data = shards[entry.shard];
      if (!data) {
        throw new CheckpointError(
          `Data file ${entry.shard + 1} of ${shardCount} is missing.`,
          `The tensor ${shown(name)} cannot be read without it.`,
          'Open the index together with all of its “.data” files.',
        );
      }
      const raw = data.subarray(offset, offset + bytes);
      if (!checked && maskCrc32c(crc32c(raw)) !== entry.checksum) {
        throw damaged(
          `The tensor ${shown(name)} does not match its checksum (CRC-32C).`,
          'Its data is damaged.',
        );
      }
      checked = true;
      return toFloat32(name, dtype, raw);
    };
    return { name, dtype, shape, offset, bytes, read };
  });
  return namedTensors('tensor-bundle', tensors);
}

function readHeader(entry: { key: string; value: Uint8Array } | undefined): number {
  if (entry?.key !== '') throw damaged('The checkpoint’s index does not begin with its header.');
  let shardCount = 0;
  let endianness = 0;
  for (const field of readFields(entry.value)) {
    if (field.number === 1) shardCount = asNumber(field);
    if (field.number === 2) endianness = asNumber(field);
  }
  if (endianness !== 0) {
    throw new CheckpointError(
      'The checkpoint was written on a big-endian machine.',
      'Its numbers lie in the other byte order, which this reader does not know.',
      'Save it again on a usual machine.',
    );
  }
  if (shardCount < 1 || shardCount > maxShards)
    throw damaged(`The checkpoint’s index claims ${shardCount} data files.`);
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
      throw new CheckpointError(
        `The tensor ${shown(name)} is stored in slices.`,
        'Only whole tensors are read; checkpoints of image networks are stored so.',
        'Save the checkpoint again from an unpartitioned network.',
      );
    }
  }
  const dtype = dataTypes[type];
  if (!dtype) {
    throw new CheckpointError(
      `The tensor ${shown(name)} has TensorFlow’s data type ${type}.`,
      'This reader knows integers, floating-point numbers, truth values and text.',
      'Choose a checkpoint that stores its weights as float32.',
    );
  }
  const count = elementCount(name, shape);
  if (dtype !== 'string' && bytes !== count * bytesPerElement[dtype]) {
    throw damaged(
      `The tensor ${shown(name)} claims ${bytes} bytes, but its shape needs ${count * bytesPerElement[dtype]}.`,
    );
  }
  if (shard >= shardCount || !Number.isSafeInteger(offset + bytes)) {
    throw damaged(`The tensor ${shown(name)} lies outside of the checkpoint.`);
  }
  return { name, dtype, shape, shard, offset, bytes, checksum };
}

function readShape(name: string, message: Uint8Array): number[] {
  const shape: number[] = [];
  for (const field of readFields(message)) {
    if (field.number === 3 && asNumber(field) !== 0)
      throw damaged(`The tensor ${shown(name)} has no known shape.`);
    if (field.number !== 2) continue;
    let size = 0;
    for (const part of readFields(asBytes(field))) if (part.number === 1) size = asNumber(part);
    shape.push(size);
    if (shape.length > limits.rank)
      throw damaged(`The tensor ${shown(name)} claims over ${limits.rank} dimensions.`);
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
    if (entry.offset < end) throw damaged(`The tensor ${shown(entry.name)} overlaps the one before it.`);
    end = entry.offset + entry.bytes;
    const data = shards[shard];
    if (data && end > data.byteLength) {
      throw damaged(
        `The tensor ${shown(entry.name)} ends at byte ${end}, but the data file has ${data.byteLength}.`,
        'The data file is cut short or belongs to another index.',
      );
    }
  }
}
