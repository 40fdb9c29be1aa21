import { crc32c, maskCrc32c } from '../../models/checkpoints/formats/crc.ts';

export interface BundleTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A TensorFlow V2 checkpoint of float32 tensors in one data file: index and data. */
export function writeBundle(tensors: readonly BundleTensor[]): { index: Uint8Array; data: Uint8Array } {
  const sorted = [...tensors].sort((a, b) => (a.name < b.name ? -1 : 1));
  const data = new Uint8Array(sorted.reduce((sum, tensor) => sum + tensor.data.byteLength, 0));
  const rows: number[] = [...row('', [0x08, 1])];
  let offset = 0;
  for (const { name, shape, data: values } of sorted) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    data.set(bytes, offset);
    const dimensions = shape.flatMap((side) => message(2, [0x08, ...varint(side)]));
    const checksum = fixed32(maskCrc32c(crc32c(bytes)));
    const place = [0x20, ...varint(offset), 0x28, ...varint(bytes.byteLength), 0x35, ...checksum];
    for (const byte of row(name, [0x08, 1, ...message(2, dimensions), ...place])) rows.push(byte);
    offset += bytes.byteLength;
  }
  const block = sealed(rows);
  const index = sealed(row('~', [...varint(0), ...varint(block.length - 5)]));
  const footer = [0, 0, ...varint(block.length), ...varint(index.length - 5)];
  const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
  const padding = Array<number>(40 - footer.length).fill(0);
  return { index: Uint8Array.from([...block, ...index, ...footer, ...padding, ...magic]), data };
}

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const fixed32 = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const message = (field: number, bytes: readonly number[]) => [
  field * 8 + 2,
  ...varint(bytes.length),
  ...bytes,
];

function row(name: string, value: readonly number[]): number[] {
  const key = new TextEncoder().encode(name);
  return [0, ...varint(key.length), ...varint(value.length), ...key, ...value];
}

/** A block's contents with one restart point, no compression and the checksum over both. */
function sealed(contents: readonly number[]): number[] {
  const covered = [...contents, 0, 0, 0, 0, 1, 0, 0, 0, 0];
  return [...covered, ...fixed32(maskCrc32c(crc32c(Uint8Array.from(covered))))];
}
