import { CheckpointError } from '../checkpoint-error.ts';
import type { FilesFrom } from '../faults/files.ts';
import { shardIndexFiles } from './sharded.ts';
import { tfjsShardPaths } from './tfjs-graph-model.ts';

/** The last part of a path, with either slash. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}

/** Larger files hold more than a network and its training: B7 with averages and the optimizer's state has 1.1 GB. */
const maxBytes = 1_500_000_000;

/** Refuses files that are too large to be read. Throws {@link CheckpointError}. */
export function checkCheckpointBytes(bytes: number): void {
  if (bytes <= maxBytes) return;
  throw new CheckpointError({ code: 'file-large', bytes, most: maxBytes });
}

const dataPattern = /\.data-\d{5}-of-\d{5}$/;
/** `model-00001-of-00002.safetensors`: the stem, the number, how many there are, the ending. */
export const shardPattern = /^(.*)-(\d{5})-of-(\d{5})\.(safetensors|bin|pth|pt)$/i;

/** What leads a checkpoint, by name, in the order in which it is looked for; where there are several of a kind, the reader must choose. */
const leading: readonly ((name: string) => boolean)[] = [
  (name) => /\.index$/i.test(name),
  (name) => /\.safetensors\.index\.json$/i.test(name),
  (name) => /\.safetensors$/i.test(name),
  (name) => name === 'model.json',
  (name) => /\.index\.json$/i.test(name),
  (name) => /\.(pth|pt|ckpt|bin|pth\.tar|pt\.tar|th)$/i.test(name),
  (name) =>
    /\.json$/i.test(name) &&
    !/^(config|preprocessor_config|generation_config|tokenizer.*|package.*)\.json$/i.test(name),
  (name) => /\.(h5|hdf5|keras|onnx|tflite|pb|npz|pkl|pickle|tar|gz|zip|msgpack)$/i.test(name),
];

/**
 * Of the files of a folder, or of several that were given together, the one that leads a checkpoint. Throws {@link CheckpointError} where
 * there is none, or where there are several.
 */
export function leadingFile(paths: readonly string[], where: FilesFrom): string {
  if (paths.length === 1) return paths[0]!;
  for (const leads of leading) {
    const found = paths.filter((path) => leads(lastPart(path)));
    // The parts of one checkpoint count as one: its first part leads.
    const stems = new Set(found.map((path) => shardPattern.exec(lastPart(path))?.[1] ?? path));
    if (stems.size === 1) return [...found].sort()[0]!;
    if (stems.size > 1) {
      throw new CheckpointError({
        code: 'files-several',
        where,
        first: found.slice(0, 5).map(lastPart),
        count: found.length,
      });
    }
  }
  const data = paths.find((path) => dataPattern.test(path));
  if (data !== undefined) throw lonelyData(data);
  throw new CheckpointError({
    code: 'files-none',
    where,
    first: paths.slice(0, 3).map(lastPart),
    count: paths.length,
  });
}

/** The data of a TensorFlow checkpoint without the index that says what lies where. */
export function lonelyData(path: string): CheckpointError {
  const name = lastPart(path);
  const index = name.replace(dataPattern, '.index');
  return new CheckpointError({ code: 'file-lonely-data', file: name, index });
}

/** Weights of a TF.js graph model without the list that says what lies where. */
export function lonelyShard(name: string): CheckpointError {
  return new CheckpointError({ code: 'file-lonely-shard', file: name });
}

/** Of a part that cannot stand alone, the file that leads it, where that is among `paths`; else the path itself. */
export function leaderOf(path: string, paths: readonly string[]): string {
  const name = lastPart(path);
  const [, stem, , , ending] = shardPattern.exec(name) ?? [];
  const wanted = dataPattern.test(name)
    ? name.replace(dataPattern, '.index')
    : `${stem}.${ending}.index.json`;
  return paths.find((each) => lastPart(each) === wanted) ?? path;
}

/** The other files that belong to the one that leads, among `paths`. `bytes` are the leading file's. */
export function companionFiles(leader: string, bytes: Uint8Array, paths: readonly string[]): string[] {
  const name = lastPart(leader);
  const others = paths.filter((path) => path !== leader);
  if (/\.index$/i.test(name)) {
    // Data files may have been renamed in front of their ending; those of the index's own name come first.
    const data = others.filter((path) => dataPattern.test(path));
    const own = data.filter((path) => lastPart(path).startsWith(`${name.replace(/\.index$/i, '')}.data-`));
    return own.length > 0 ? own : data;
  }
  const shard = shardPattern.exec(name);
  if (shard) {
    return others.filter((path) => {
      const [, stem, , count] = shardPattern.exec(lastPart(path)) ?? [];
      return stem === shard[1] && count === shard[3];
    });
  }
  if (!/\.json$/i.test(name)) return [];
  const wanted = new Set((shardIndexFiles(bytes) ?? tfjsShardPaths(bytes)).map(lastPart));
  return others.filter((path) => wanted.has(lastPart(path)));
}
