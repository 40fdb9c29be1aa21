import { CheckpointError } from '../checkpoint-error.ts';
import { crc32c, maskCrc32c } from './crc.ts';
import { checkTensorCount, limits } from './named-tensors.ts';
import { ByteReader } from './protocol-buffer.ts';

/**
 * LevelDB's sorted string table, in which TensorFlow keeps a checkpoint's index:
 * https://github.com/google/leveldb/blob/main/doc/table_format.md.
 */
const footerBytes = 48;
const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
const trailerBytes = 5;

interface Handle {
  readonly offset: number;
  readonly length: number;
}

export interface TableEntry {
  readonly key: string;
  readonly value: Uint8Array;
}

/** Whether the bytes end as a string table does. */
export function looksLikeStringTable(bytes: Uint8Array): boolean {
  return (
    bytes.byteLength >= footerBytes && magic.every((byte, i) => bytes[bytes.byteLength - 8 + i] === byte)
  );
}

/**
 * All entries of a table, in order. Each block's CRC-32C is checked. The data blocks must follow each other in the file, in
 * front of the index block, so that none can be read twice; keys must rise, so that none occurs twice.
 */
export function readStringTable(bytes: Uint8Array): TableEntry[] {
  if (!looksLikeStringTable(bytes)) {
    throw new CheckpointError({ code: 'index-ending' });
  }
  const footer = new ByteReader(bytes.subarray(0, bytes.byteLength - 8), bytes.byteLength - footerBytes);
  readHandle(footer); // the metaindex: empty in checkpoints
  const indexHandle = readHandle(footer);
  const entries: TableEntry[] = [];
  let end = 0;
  let previous: Uint8Array | undefined;
  for (const { value } of blockEntries(readBlock(bytes, indexHandle))) {
    const handle = readHandle(new ByteReader(value));
    if (handle.offset < end || handle.offset + handle.length + trailerBytes > indexHandle.offset) {
      throw new CheckpointError({ code: 'index-blocks-order' });
    }
    end = handle.offset + handle.length + trailerBytes;
    for (const entry of blockEntries(readBlock(bytes, handle))) {
      if (previous && compareBytes(previous, entry.key) >= 0) {
        throw new CheckpointError({ code: 'index-names-order' });
      }
      previous = entry.key;
      entries.push({ key: decodeKey(entry.key), value: entry.value });
      checkTensorCount(entries.length);
    }
  }
  return entries;
}

function readHandle(reader: ByteReader): Handle {
  return { offset: reader.varint(), length: reader.varint() };
}

function readBlock(bytes: Uint8Array, { offset, length }: Handle): Uint8Array {
  if (offset + length + trailerBytes > bytes.byteLength - footerBytes) {
    throw new CheckpointError({ code: 'index-block-outside' });
  }
  const contents = bytes.subarray(offset, offset + length);
  const trailer = new ByteReader(bytes, offset + length);
  const compression = trailer.take(1)[0]!;
  const stored = trailer.fixed32();
  if (maskCrc32c(crc32c(bytes.subarray(offset, offset + length + 1))) !== stored) {
    throw new CheckpointError({ code: 'index-block-checksum' });
  }
  if (compression !== 0) {
    throw new CheckpointError({ code: 'index-compressed' });
  }
  return contents;
}

function* blockEntries(block: Uint8Array): Generator<{ key: Uint8Array; value: Uint8Array }> {
  if (block.byteLength < 4) throw new CheckpointError({ code: 'index-block-short' });
  const restarts = new ByteReader(block, block.byteLength - 4).fixed32();
  const end = block.byteLength - 4 - restarts * 4;
  if (end < 0) throw new CheckpointError({ code: 'index-restarts' });
  const reader = new ByteReader(block.subarray(0, end));
  let key = new Uint8Array(0);
  while (!reader.done) {
    const shared = reader.varint();
    const unshared = reader.varint();
    const valueLength = reader.varint();
    if (shared > key.byteLength) throw new CheckpointError({ code: 'index-name-repeats' });
    if (shared + unshared > limits.nameLength) {
      throw new CheckpointError({ code: 'index-name-long', most: limits.nameLength });
    }
    const next = new Uint8Array(shared + unshared);
    next.set(key.subarray(0, shared));
    next.set(reader.take(unshared), shared);
    key = next;
    yield { key, value: reader.take(valueLength) };
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.byteLength, b.byteLength);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.byteLength - b.byteLength;
}

function decodeKey(key: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(key);
  } catch {
    throw new CheckpointError({ code: 'index-name-not-utf8' });
  }
}
