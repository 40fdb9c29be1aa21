import type { FileBytes } from './file-bytes.ts';
import { cutShort, damaged } from './picture-error.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2) and where its content lies. */
export interface Box {
  readonly type: string;
  /** Where the four letters of its type stand. */
  readonly typeAt: number;
  readonly from: number;
  readonly to: number;
}

const mostBoxes = 1 << 12;

/** The box that begins at `at`, of what ends at `end`. */
async function boxAt(file: FileBytes, at: number, end: number): Promise<Box> {
  const short = (await file.view(at, 4)).getUint32(0);
  const type = await file.text(at + 4, 4);
  const long = short === 1 ? Number((await file.view(at + 8, 8)).getBigUint64(0)) : short;
  const head = short === 1 ? 16 : 8;
  const to = short === 0 ? end : at + long;
  if (to < at + head) throw damaged('avif');
  if (to > end) throw cutShort();
  return { type, typeAt: at + 4, from: at + head, to };
}

/** The boxes from `from` to `to`. */
export async function boxesIn(file: FileBytes, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    if (boxes.length > mostBoxes) throw damaged('avif');
    const box = await boxAt(file, at, to);
    boxes.push(box);
    at = box.to;
  }
  return boxes;
}

/** Reads the numbers of a box one after the other. Throws `RangeError` at its end. */
export class Fields {
  readonly #data: DataView;
  #at = 0;

  constructor(data: DataView) {
    this.#data = data;
  }

  /** An unsigned number of `bytes` bytes, which may be none. */
  next(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + this.#data.getUint8(this.#at++);
    return value;
  }

  /** The version of a full box; its flags are passed over unless they are asked for. */
  version(): number {
    const version = this.next(1);
    this.next(3);
    return version;
  }

  kind(): string {
    return String.fromCharCode(this.next(1), this.next(1), this.next(1), this.next(1));
  }
}

export async function fieldsOf(file: FileBytes, box: Box): Promise<Fields> {
  return new Fields(await file.view(box.from, box.to - box.from));
}

/** Where an item's first bytes lie in the file; undefined where they lie elsewhere, or nowhere. */
export async function placeOf(
  file: FileBytes,
  box: Box,
  item: number,
): Promise<Pick<Box, 'from' | 'to'> | undefined> {
  const fields = await fieldsOf(file, box);
  const version = fields.version();
  const [sizes, more] = [fields.next(1), fields.next(1)];
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4];
  const indexBytes = version === 0 ? 0 : more & 15;
  for (let items = fields.next(version < 2 ? 2 : 4); items > 0; items--) {
    const id = fields.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : fields.next(2) & 15;
    fields.next(2);
    const base = fields.next(baseBytes);
    for (let extents = fields.next(2), i = 0; i < extents; i++) {
      fields.next(indexBytes);
      const from = base + fields.next(offsetBytes);
      const length = fields.next(lengthBytes);
      if (id === item && i === 0) return method === 0 ? { from, to: from + length } : undefined;
    }
  }
  return undefined;
}

export const byType = (boxes: readonly Box[]) => new Map(boxes.map((box) => [box.type, box]));
