import { CheckpointError } from '../checkpoint-error.ts';
import type { ShardsHeld } from '../faults/tensors.ts';
import { isRecord, parseJsonText } from './json-text.ts';
import { checkTensorCount, type NamedTensor, type NamedTensors, namedTensors } from './named-tensors.ts';

const maxIndexBytes = 16 * 1024 * 1024;
const maxShards = 1000;

/** Whose weights lie in which file: `model.safetensors.index.json` of transformers and timm. */
function readIndex(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const index = parseJsonText(bytes, 'parts-index', maxIndexBytes);
  const map = isRecord(index) ? index.weight_map : undefined;
  if (!isRecord(map)) return undefined;
  const entries = Object.entries(map);
  checkTensorCount(entries.length);
  const files = new Map<string, string>();
  for (const [tensor, file] of entries) {
    if (typeof file !== 'string' || !/^[^\\/:?#%]{1,256}$/.test(file) || file === '.' || file === '..') {
      throw new CheckpointError({ code: 'shard-path', tensor, file: String(file) });
    }
    files.set(tensor, file);
  }
  return files;
}

/** The files that an index of shards names, in order; `undefined` where the JSON is something else. */
export function shardIndexFiles(bytes: Uint8Array): readonly string[] | undefined {
  const index = readIndex(bytes);
  return index && [...new Set(index.values())].sort();
}

/**
 * Joins weights that are stored in several files by the index that says which tensor lies in which. `open` reads a part, and gives
 * `undefined` where it is not there. `offset` counts through the parts, end to end.
 * Throws {@link CheckpointError} that names a missing part, or a tensor that does not lie where the index says.
 */
export function readIndexed(
  index: Uint8Array,
  open: (file: string) => NamedTensors | undefined,
): NamedTensors {
  const files = readIndex(index) ?? new Map<string, string>();
  const shards = [...new Set(files.values())].sort();
  if (shards.length > maxShards)
    throw new CheckpointError({ code: 'shards-too-many', claimed: shards.length });
  const joined = joinShards(
    shards.map((file) => {
      const tensors = open(file);
      if (tensors) return { file, tensors };
      const there = [...files.values()].filter((each) => each === file).length;
      throw missing([file], { tensors: files.size, there });
    }),
  );
  for (const [tensor, file] of files) {
    if (joined.fileOf.get(tensor) !== file)
      throw new CheckpointError({ code: 'shard-tensor-elsewhere', tensor, file });
  }
  return joined.tensors;
}

/**
 * Joins parts that are numbered in their names (`-00001-of-00002`) and came without an index. Throws {@link CheckpointError} that names the
 * missing ones.
 */
export function readNumbered(
  parts: readonly { readonly file: string; readonly number: number; readonly tensors: () => NamedTensors }[],
  count: number,
  nameOf: (number: number) => string,
): NamedTensors {
  const numbers = new Set(parts.map(({ number }) => number));
  const absent = Array.from({ length: Math.min(count, maxShards) }, (_, i) => i + 1).filter(
    (number) => !numbers.has(number),
  );
  if (absent.length > 0) throw missing(absent.map(nameOf), { parts: count, here: parts.length });
  const sorted = [...parts].sort((a, b) => a.number - b.number);
  return joinShards(sorted.map(({ file, tensors }) => ({ file, tensors: tensors() }))).tensors;
}

function missing(files: readonly string[], held: ShardsHeld): CheckpointError {
  return new CheckpointError({
    code: 'shards-missing',
    first: files.slice(0, 4),
    count: files.length,
    ...held,
  });
}

interface Shard {
  readonly file: string;
  readonly tensors: NamedTensors;
}

function joinShards(shards: readonly Shard[]): {
  tensors: NamedTensors;
  fileOf: ReadonlyMap<string, string>;
} {
  const all: NamedTensor[] = [];
  const fileOf = new Map<string, string>();
  let start = 0;
  for (const { file, tensors } of shards) {
    let end = start;
    for (const tensor of tensors.tensors) {
      all.push({ ...tensor, offset: start + tensor.offset });
      fileOf.set(tensor.name, file);
      end = Math.max(end, start + tensor.offset + tensor.bytes);
    }
    start = end;
  }
  checkTensorCount(all.length);
  const metadata = Object.assign({}, ...shards.map(({ tensors }) => tensors.metadata)) as Record<
    string,
    string
  >;
  return { tensors: namedTensors(shards[0]?.tensors.format ?? 'safetensors', all, metadata), fileOf };
}
