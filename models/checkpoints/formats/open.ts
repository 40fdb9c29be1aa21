import { CheckpointError } from '../checkpoint-error.ts';
import { fileKind, headBytes } from './file-kinds.ts';
import { foreignArchive, foreignFile } from './foreign.ts';
import type { NamedTensors } from './named-tensors.ts';
import { lastPart, leadingFile, lonelyData, lonelyShard, shardPattern } from './parts.ts';
import { readTorchArchive, torchFolder } from './pytorch/read.ts';
import { readSafetensors } from './safetensors.ts';
import { readIndexed, readNumbered, shardIndexFiles } from './sharded.ts';
import { looksLikeStringTable } from './string-table.ts';
import { readTensorBundle, tensorBundleShardCount } from './tensor-bundle.ts';
import { readTfjsGraphModel, tfjsShardPaths } from './tfjs-graph-model.ts';
import { readZip } from './zip.ts';

/** A file as a reader dropped it or a program read it: its name (a path is cut down to its last part) and its bytes. */
export interface CheckpointFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Opens a checkpoint of any supported format from the files that make it up: one .safetensors file or file of torch.save; either in
 * several parts with their .index.json; an .index file with its .data files; a model.json with its weight files. The format
 * is told by content, the parts by name. Weights of TensorFlow may be missing: then the tensors are listed, and reading one whose bytes are
 * not there is an error. Throws {@link CheckpointError} otherwise: a file of another kind is named, with the way to one that is read.
 */
export function openCheckpoint(files: readonly CheckpointFile[]): NamedTensors {
  const named = new Map(files.map(({ name, bytes }) => [lastPart(name), bytes]));
  for (const [name, bytes] of named) {
    if (!looksLikeStringTable(bytes)) continue;
    const count = tensorBundleShardCount(bytes);
    return readTensorBundle(bytes, matchDataFiles(named, name, count));
  }
  if (named.size === 0) throw new CheckpointError({ code: 'file-none-given' });
  const name = leadingFile([...named.keys()], 'given');
  const bytes = named.get(name)!;
  if (/\.json$/i.test(name) && ['json', 'text'].includes(kindOf(bytes))) return openJson(bytes, named);
  return openNumbered(name, named) ?? openFile(name, bytes);
}

const kindOf = (bytes: Uint8Array) => fileKind(bytes.subarray(0, headBytes), bytes.byteLength);

/** A file that holds tensors by itself. */
function openFile(name: string, bytes: Uint8Array): NamedTensors {
  const kind = kindOf(bytes);
  if (kind === 'zip') {
    const archive = readZip(bytes);
    const folder = torchFolder(archive);
    if (folder !== undefined) return readTorchArchive(archive, folder, bytes.byteLength);
    throw foreignArchive(
      name,
      archive.entries.map((entry) => entry.name),
    );
  }
  // What is called so and is no other known thing is one that was damaged: its reader says where.
  const called = /\.safetensors$/i.test(name) && kind === 'unknown';
  if (kind === 'safetensors' || called) return readSafetensors(bytes);
  if (/\.data-\d{5}-of-\d{5}$/.test(name)) throw lonelyData(name);
  if (kind === 'unknown' && /shard\d+of\d+(\.bin)?$/.test(name)) throw lonelyShard(name);
  throw foreignFile(name, kind, bytes);
}

/** An index of parts, or TF.js' list of weights. */
function openJson(bytes: Uint8Array, named: ReadonlyMap<string, Uint8Array>): NamedTensors {
  if (shardIndexFiles(bytes) !== undefined) {
    return readIndexed(bytes, (file) => {
      const part = named.get(file);
      return part && openFile(file, part);
    });
  }
  const shards = new Map<string, Uint8Array>();
  for (const path of tfjsShardPaths(bytes)) {
    const shard = named.get(lastPart(path));
    if (shard) shards.set(path, shard);
  }
  return readTfjsGraphModel(bytes, shards);
}

/** A file that is one of several numbered parts, with the others; `undefined` where it is not. */
function openNumbered(name: string, named: ReadonlyMap<string, Uint8Array>): NamedTensors | undefined {
  const [, stem, , digits, ending] = shardPattern.exec(name) ?? [];
  if (stem === undefined || Number(digits) < 2) return undefined;
  const parts = [...named].flatMap(([file, bytes]) => {
    const part = shardPattern.exec(file);
    if (part?.[1] !== stem || part[3] !== digits) return [];
    return [{ file, number: Number(part[2]), tensors: () => openFile(file, bytes) }];
  });
  const nameOf = (number: number) => `${stem}-${String(number).padStart(5, '0')}-of-${digits}.${ending}`;
  return readNumbered(parts, Number(digits), nameOf);
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
