import { CheckpointError } from '../checkpoint-error.ts';
import { crc32 } from './crc.ts';
import { inflate } from './inflate.ts';

/**
 * Zip archives, as PKWARE's APPNOTE.TXT 6.3 describes them, ZIP64 included: the directory at the end says what there is, and each part
 * must agree with it. Parts are stored whole or deflated.
 */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** The bytes of a part: a view of the archive where it is stored whole. Its CRC-32 is checked when it is first read. */
  read(entry: ZipEntry): Uint8Array;
}

export interface ZipEntry {
  readonly name: string;
  /** Of its content, unpacked. */
  readonly bytes: number;
  readonly crc: number;
  readonly stored: boolean;
  /** Where its bytes begin in the archive, and how many there are. */
  readonly offset: number;
  readonly packedBytes: number;
}

const signatures = {
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  directory: 0x02014b50,
  part: 0x04034b50,
};
const maxEntries = 200_000;
const unknown32 = 0xffffffff;
const unknown16 = 0xffff;

/**
 * Reads an archive's directory. Nothing is unpacked yet, and what all compressed parts together may unpack to is bounded by twice the
 * archive: weights hardly compress, so what claims more is built to fill a memory.
 * Throws {@link CheckpointError} where directory and parts disagree, where parts overlap or where one is encrypted.
 */
export function readZip(bytes: Uint8Array): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  const entries = readDirectory(view, directory);
  checkPlaces(entries, directory.offset);
  const packed = entries.filter(({ stored }) => !stored);
  const unpacked = packed.reduce((sum, entry) => sum + entry.bytes, 0);
  if (unpacked > 2 * bytes.byteLength + 65_536) {
    throw new CheckpointError({ code: 'archive-bomb', claimed: unpacked, held: bytes.byteLength });
  }
  // The option of PyTorch that leaves checksums out writes zeros for all parts.
  const checked = entries.some(({ crc, bytes: size }) => size > 0 && crc !== 0);
  const seen = new Set<ZipEntry>();
  return {
    entries,
    read(entry) {
      const raw = bytes.subarray(entry.offset, entry.offset + entry.packedBytes);
      const content = entry.stored ? raw : inflate(raw, entry.bytes);
      if (checked && !seen.has(entry) && crc32(content) !== entry.crc)
        throw new CheckpointError({ code: 'archive-part-checksum', part: entry.name });
      seen.add(entry);
      return content;
    },
  };
}

interface Directory {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

function number64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function findDirectory(view: DataView): Directory {
  const size = view.byteLength;
  for (let at = size - 22; at >= Math.max(0, size - 22 - unknown16); at--) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    if (view.getUint16(at + 20, true) > size - at - 22) continue;
    const short = {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const long = short.count === unknown16 || short.bytes === unknown32 || short.offset === unknown32;
    const directory = long ? findDirectory64(view, at) : short;
    if (directory.count > maxEntries)
      throw new CheckpointError({ code: 'archive-parts', claimed: directory.count });
    if (directory.offset + directory.bytes > at || directory.bytes < directory.count * 46) break;
    return directory;
  }
  throw new CheckpointError({ code: 'archive-directory' });
}

function findDirectory64(view: DataView, end: number): Directory {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64)
    throw new CheckpointError({ code: 'archive-pointer-missing' });
  const at = number64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== signatures.end64)
    throw new CheckpointError({ code: 'archive-pointer-astray' });
  return { count: number64(view, at + 32), bytes: number64(view, at + 40), offset: number64(view, at + 48) };
}

function readDirectory(view: DataView, { count, bytes, offset }: Directory): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const end = offset + bytes;
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== signatures.directory)
      throw new CheckpointError({ code: 'archive-directory-short' });
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > end) throw new CheckpointError({ code: 'archive-entry-end' });
    const entry = readEntry(view, at, nameLength, extraLength);
    if (names.has(entry.name)) throw new CheckpointError({ code: 'archive-part-twice', part: entry.name });
    names.add(entry.name);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function readEntry(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const name = text(view, at + 46, nameLength);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if (flags & 1 || (method !== 0 && method !== 8)) {
    throw new CheckpointError({
      code: 'archive-part-packed',
      part: name,
      method: flags & 1 ? 'encrypted' : method,
    });
  }
  const sizes = {
    bytes: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    part: view.getUint32(at + 42, true),
  };
  const { bytes, packed, part } = withSizes64(view, at + 46 + nameLength, extraLength, sizes);
  if (method === 0 && bytes !== packed)
    throw new CheckpointError({ code: 'archive-part-bytes', part: name, claimed: bytes, stored: packed });
  const offset = partStart(view, part, name, method, bytes, packed);
  return {
    name,
    bytes,
    crc: view.getUint32(at + 16, true),
    stored: method === 0,
    offset,
    packedBytes: packed,
  };
}

interface Sizes {
  bytes: number;
  packed: number;
  part: number;
}

/** Numbers that do not fit 32 bits stand in an extra field, in this order, each only if it does not fit. */
function withSizes64(view: DataView, start: number, length: number, sizes: Sizes): Sizes {
  const found = { ...sizes };
  for (let at = start; at + 4 <= start + length; ) {
    const [id, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    const end = Math.min(at + 4 + size, start + length);
    if (id === 1) {
      let field = at + 4;
      for (const key of ['bytes', 'packed', 'part'] as const) {
        if (sizes[key] !== unknown32 || field + 8 > end) continue;
        found[key] = number64(view, field);
        field += 8;
      }
    }
    at += 4 + size;
  }
  return found;
}

/** Where a part's bytes begin: behind a header of its own, which must say what the directory says. */
function partStart(
  view: DataView,
  at: number,
  name: string,
  method: number,
  bytes: number,
  packed: number,
): number {
  const wrong = () => new CheckpointError({ code: 'archive-part-differs', part: name });
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== signatures.part) throw wrong();
  const nameLength = view.getUint16(at + 26, true);
  const start = at + 30 + nameLength + view.getUint16(at + 28, true);
  if (start + packed > view.byteLength) throw wrong();
  if (view.getUint16(at + 8, true) !== method || text(view, at + 30, nameLength) !== name) throw wrong();
  // Bit 3: the sizes were not known yet, and stand behind the part. Else they stand here, or in the extra field.
  const later = (view.getUint16(at + 6, true) & 8) !== 0;
  const says = (field: number, size: number) => {
    const here = view.getUint32(at + field, true);
    return here === size || here === unknown32 || (later && here === 0);
  };
  if (!says(18, packed) || !says(22, bytes)) throw wrong();
  return start;
}

const decoder = new TextDecoder();

function text(view: DataView, at: number, length: number): string {
  return decoder.decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
}

/** Each part in front of the next and all in front of the directory: bytes that serve two parts make small files large. */
function checkPlaces(entries: readonly ZipEntry[], directory: number): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [i, { name, offset, packedBytes }] of sorted.entries()) {
    if (offset + packedBytes > (sorted[i + 1]?.offset ?? directory))
      throw new CheckpointError({ code: 'archive-part-overlaps', part: name });
  }
}
