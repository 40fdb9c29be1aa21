import { CheckpointError, shown } from '../checkpoint-error.ts';
import type { NamedTensors } from './named-tensors.ts';
import { looksLikeSafetensors, readSafetensors } from './safetensors.ts';
import { looksLikeStringTable } from './string-table.ts';
import { readTensorBundle, tensorBundleShardCount } from './tensor-bundle.ts';
import { readTfjsGraphModel, tfjsShardPaths } from './tfjs-graph-model.ts';

/** A file as a reader dropped it or a program read it: its name (a path is cut down to its last part) and its bytes. */
export interface CheckpointFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Opens a checkpoint of any supported format from the files that make it up: one .safetensors file; an .index file with its .data
 * files; a model.json with its weight files. The format is told by content, the parts by name. Parts may be missing: then the
 * tensors are listed, and reading one whose bytes are not there is an error. Throws {@link CheckpointError} otherwise.
 */
export function openCheckpoint(files: readonly CheckpointFile[]): NamedTensors {
  const named = new Map(files.map(({ name, bytes }) => [lastPart(name), bytes]));
  for (const [name, bytes] of named) {
    if (looksLikeStringTable(bytes)) {
      const count = tensorBundleShardCount(bytes);
      return readTensorBundle(bytes, matchDataFiles(named, name, count));
    }
  }
  for (const [name, bytes] of named) {
    if (!/\.json$/i.test(name)) continue;
    const shards = new Map<string, Uint8Array>();
    for (const path of tfjsShardPaths(bytes)) {
      const shard = named.get(lastPart(path));
      if (shard) shards.set(path, shard);
    }
    return readTfjsGraphModel(bytes, shards);
  }
  for (const [name, bytes] of named) {
    if (looksLikeSafetensors(bytes) || /\.safetensors$/i.test(name)) return readSafetensors(bytes);
  }
  const names = [...named.keys()].slice(0, 4).map(shown).join(', ');
  throw new CheckpointError(
    files.length === 0 ? 'No file was given.' : `No checkpoint was recognised in ${names}.`,
    'A checkpoint is a .safetensors file, a TensorFlow .index file with its .data files, or a model.json of TF.js with its weight files.',
    'Open one of these.',
  );
}

/** The data files of an index by their ending `.data-0000i-of-0000n`, whatever they were renamed to in front of it. */
function matchDataFiles(
  named: ReadonlyMap<string, Uint8Array>,
  indexName: string,
  count: number,
): (Uint8Array | undefined)[] {
  const prefix = indexName.replace(/\.index$/i, '');
  const shards: (Uint8Array | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const [name, bytes] of named) {
    const ending = /\.data-(\d{5})-of-(\d{5})$/.exec(name);
    if (!ending || Number(ending[2]) !== count || Number(ending[1]) >= count) continue;
    const shard = Number(ending[1]);
    if (shards[shard] === undefined || name.startsWith(`${prefix}.data-`)) shards[shard] = bytes;
  }
  return shards;
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
