import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: Uint8Array;
  readonly deflate?: boolean;
  /** Another checksum than the content's own. */
  readonly crc?: number;
  /** What the directory says, where that is not the truth. */
  readonly claims?: {
    readonly name?: string;
    readonly bytes?: number;
    readonly packed?: number;
    readonly offset?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

export interface ZipForm {
  /** Numbers of the directory stand in ZIP64's fields of 64 bits. */
  readonly zip64?: boolean;
  readonly comment?: string;
  /** A part's own header leaves its sizes open, as PyTorch's does. */
  readonly sizesLater?: boolean;
  /** How many parts the directory claims. */
  readonly count?: number;
}

/** A zip archive, right or wrong in ways that are asked for. */
export function writeZip(parts: readonly Part[], form: ZipForm = {}): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (list: Uint8Array[], bytes: Uint8Array) => list.push(bytes);
  const flags = form.sizesLater ? 8 : 0;
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const packed = part.deflate ? new Uint8Array(deflateRawSync(part.content)) : part.content;
    const method = part.deflate ? 8 : 0;
    const crc = part.crc ?? crc32(part.content);
    const sizes = form.sizesLater ? [0, 0] : [packed.length, part.content.length];
    const start = at;
    const own = joined([
      u32(0x04034b50),
      u16(20),
      u16(flags),
      u16(method),
      u32(0),
      u32(crc),
      ...sizes.map(u32),
      u16(name.length),
      u16(0),
      name,
      packed,
    ]);
    add(pieces, own);
    at += own.length;
    const says = {
      bytes: part.content.length,
      packed: packed.length,
      offset: start,
      flags,
      method,
      name: part.name,
      ...part.claims,
    };
    const wide = form.zip64
      ? joined([u16(1), u16(24), u64(says.bytes), u64(says.packed), u64(says.offset)])
      : new Uint8Array(0);
    const size = (value: number) => u32(form.zip64 ? 0xffffffff : value);
    const saidName = new TextEncoder().encode(says.name);
    add(
      directory,
      joined([
        u32(0x02014b50),
        u16(45),
        u16(45),
        u16(says.flags),
        u16(says.method),
        u32(0),
        u32(crc),
        size(says.packed),
        size(says.bytes),
        u16(saidName.length),
        u16(wide.length),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        size(says.offset),
        saidName,
        wide,
      ]),
    );
  }
  const list = joined(directory);
  const count = form.count ?? parts.length;
  const comment = new TextEncoder().encode(form.comment ?? '');
  const end64 = form.zip64
    ? joined([
        u32(0x06064b50),
        u64(44),
        u16(45),
        u16(45),
        u32(0),
        u32(0),
        u64(count),
        u64(count),
        u64(list.length),
        u64(at),
        u32(0x07064b50),
        u32(0),
        u64(at + list.length),
        u32(1),
      ])
    : new Uint8Array(0);
  const [shortCount, shortSize, shortAt] = form.zip64
    ? [0xffff, 0xffffffff, 0xffffffff]
    : [count, list.length, at];
  const end = joined([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(shortCount),
    u16(shortCount),
    u32(shortSize),
    u32(shortAt),
    u16(comment.length),
    comment,
  ]);
  return joined([...pieces, list, end64, end]);
}

const u16 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255);
const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: number) => new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
