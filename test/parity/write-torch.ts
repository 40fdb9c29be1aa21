import { writeZip } from './write-zip.ts';

/** A pickle's bytes from instructions as text (each character a byte) and numbers of bytes. */
export function pickle(...pieces: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      pieces.map((piece) =>
        typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Uint8Array.from(piece),
      ),
    ),
  );
}

/** A text of protocol 2. */
export function unicode(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return pickle('X', new Uint8Array(Uint32Array.of(bytes.length).buffer), bytes);
}

/** A whole number of protocol 2. */
export function integer(value: number): Uint8Array {
  return pickle('J', new Uint8Array(Int32Array.of(value).buffer));
}

export interface TensorClaims {
  readonly type?: string;
  readonly elements?: number;
  readonly offset?: number;
  readonly shape?: readonly number[];
  readonly strides?: readonly number[];
}

/** A tensor as torch.save describes it, over the part `data/KEY`. */
export function tensor(key: string, claims: TensorClaims = {}): Uint8Array {
  const { type = 'FloatStorage', elements = 4, offset = 0, shape = [elements], strides = [1] } = claims;
  const tuple = (values: readonly number[]) => pickle('(', ...values.map(integer), 't');
  const id = pickle(
    '(',
    unicode('storage'),
    `ctorch\n${type}\n`,
    unicode(key),
    unicode('cpu'),
    integer(elements),
    'tQ',
  );
  return pickle(
    'ctorch._utils\n_rebuild_tensor_v2\n(',
    id,
    integer(offset),
    tuple(shape),
    tuple(strides),
    '\x89ccollections\nOrderedDict\n)RtR',
  );
}

/** A dictionary of texts to values. */
export function table(...items: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  return pickle('}(', ...items.flatMap(([key, value]) => [unicode(key), value]), 'u');
}

/** A file of torch.save around a pickle (without its first and last instruction) and storages of float32. */
export function torchFile(
  value: Uint8Array,
  storages: Readonly<Record<string, Float32Array>> = {},
  byteOrder = 'little',
): Uint8Array {
  const parts = Object.entries(storages).map(([key, data]) => ({
    name: `made/data/${key}`,
    content: new Uint8Array(data.buffer),
  }));
  return writeZip([
    { name: 'made/data.pkl', content: pickle('\x80\x02', value, '.') },
    { name: 'made/byteorder', content: pickle(byteOrder) },
    ...parts,
  ]);
}
