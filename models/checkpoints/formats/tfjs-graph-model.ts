import { CheckpointError } from '../checkpoint-error.ts';
import { isRecord, parseJsonText } from './json-text.ts';
import {
  bytesPerElement,
  checkTensorCount,
  elementCount,
  type NamedTensor,
  type NamedTensors,
  type NumericType,
  namedTensors,
  toFloat32,
} from './named-tensors.ts';

/** Source of the format: tfjs-core 4.22, io/types.ts (`ModelJSON`, `WeightsManifestEntry`) and io/io_utils.ts (`decodeWeights`). */
const storedTypes: Readonly<Record<string, NumericType>> = {
  float32: 'float32',
  int32: 'int32',
  bool: 'bool',
  float16: 'float16',
  uint8: 'uint8',
  uint16: 'uint16',
};

const maxJsonBytes = 32 * 1024 * 1024;
const maxShards = 10_000;

/** Affine quantisation: value = stored · scale + min. */
interface Affine {
  readonly scale: number;
  readonly min: number;
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: NumericType;
  readonly affine: Affine | undefined;
  readonly offset: number;
  readonly bytes: number;
}

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly Weight[];
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The shard files that a model.json names, in order, so that they can be fetched.
 * Each is a plain relative path: one that leads out of the folder is refused.
 */
export function tfjsShardPaths(modelJson: Uint8Array): readonly string[] {
  return readGroups(modelJson).flatMap((group) => group.paths);
}

/**
 * The weights of a TF.js graph model, in the manifest's order; `shards` maps the manifest's paths to their bytes.
 * The shards of a group are one byte string that was cut: a weight may begin in one and end in the next (only such a weight is
 * copied). A missing shard is an error when a weight of its group is read, so that a model.json alone can be listed.
 * Throws {@link CheckpointError} where the manifest is ill-formed or a group's shards are not as long as its weights.
 */
export function readTfjsGraphModel(
  modelJson: Uint8Array,
  shards: ReadonlyMap<string, Uint8Array>,
): NamedTensors {
  const tensors: NamedTensor[] = [];
  for (const group of readGroups(modelJson)) {
    const parts = group.paths.map((path) => shards.get(path));
    if (parts.every((part) => part !== undefined)) {
      const given = parts.reduce((sum, part) => sum + part.byteLength, 0);
      if (given !== group.bytes) {
        throw new CheckpointError({ code: 'tfjs-bytes', given, described: group.bytes });
      }
    }
    for (const { name, dtype, shape, affine, offset, bytes } of group.weights) {
      const read = () => {
        const missing = group.paths.find((_, i) => parts[i] === undefined);
        if (missing !== undefined) {
          throw new CheckpointError({ code: 'tfjs-file-missing', file: missing, tensor: name });
        }
        const raw = bytesAcross(parts as Uint8Array[], offset - group.offset, bytes);
        const values = toFloat32(name, dtype, raw);
        return affine ? values.map((stored) => stored * affine.scale + affine.min) : values;
      };
      tensors.push({ name, dtype, shape, offset, bytes, read });
    }
  }
  return namedTensors('tfjs-graph-model', tensors);
}

function bytesAcross(parts: readonly Uint8Array[], offset: number, length: number): Uint8Array {
  let start = offset;
  const pieces: Uint8Array[] = [];
  let wanted = length;
  for (const part of parts) {
    if (start < part.byteLength) {
      const piece = part.subarray(start, Math.min(part.byteLength, start + wanted));
      if (piece.byteLength === length) return piece;
      pieces.push(piece);
      wanted -= piece.byteLength;
      if (wanted === 0) break;
    }
    start = Math.max(0, start - part.byteLength);
  }
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.byteLength;
  }
  return joined;
}

function readGroups(modelJson: Uint8Array): Group[] {
  const model = parseJsonText(modelJson, 'model-json', maxJsonBytes);
  const manifest = isRecord(model) ? model.weightsManifest : undefined;
  if (!isRecord(model) || !Array.isArray(manifest)) {
    throw new CheckpointError({ code: 'tfjs-no-manifest' });
  }
  if (model.format !== undefined && model.format !== 'graph-model') {
    throw new CheckpointError({ code: 'tfjs-format', format: String(model.format) });
  }
  const groups: Group[] = [];
  let offset = 0;
  let shardCount = 0;
  let tensorCount = 0;
  for (const entry of manifest as unknown[]) {
    if (!isRecord(entry) || !Array.isArray(entry.paths) || !Array.isArray(entry.weights)) {
      throw new CheckpointError({ code: 'tfjs-group' });
    }
    shardCount += entry.paths.length;
    if (shardCount > maxShards) throw new CheckpointError({ code: 'tfjs-files-too-many', most: maxShards });
    tensorCount += entry.weights.length;
    checkTensorCount(tensorCount);
    const start = offset;
    const weights = (entry.weights as unknown[]).map((weight) => {
      const read = readWeight(weight, offset);
      offset += read.bytes;
      if (!Number.isSafeInteger(offset)) throw new CheckpointError({ code: 'tfjs-bytes-uncountable' });
      return read;
    });
    groups.push({
      paths: (entry.paths as unknown[]).map(checkPath),
      weights,
      offset: start,
      bytes: offset - start,
    });
  }
  const paths = groups.flatMap((group) => group.paths);
  if (new Set(paths).size !== paths.length) throw new CheckpointError({ code: 'tfjs-file-twice' });
  return groups;
}

function checkPath(path: unknown): string {
  const plain = typeof path === 'string' && /^[^\\:?#%]+$/.test(path) && path.length <= 256;
  if (!plain || path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new CheckpointError({ code: 'tfjs-path', path: String(path) });
  }
  return path;
}

function readWeight(entry: unknown, offset: number): Weight {
  if (!isRecord(entry) || typeof entry.name !== 'string')
    throw new CheckpointError({ code: 'tfjs-nameless' });
  const { name, shape, dtype: logical, quantization } = entry;
  const count = elementCount(name as string, shape);
  const unsupported = (type: string | null) =>
    new CheckpointError({ code: 'tfjs-type', weight: name as string, type });
  if (logical !== 'float32' && logical !== 'int32' && logical !== 'bool') throw unsupported(String(logical));
  let stored: string = logical;
  let affine: Affine | undefined;
  if (quantization !== undefined) {
    if (!isRecord(quantization) || typeof quantization.dtype !== 'string') throw unsupported(null);
    stored = quantization.dtype;
    if (logical === 'bool' || !['float16', 'uint8', 'uint16'].includes(stored)) throw unsupported(stored);
    if (stored !== 'float16') {
      const { scale, min } = quantization;
      // tfjs-core rounds integers that were quantised; no network's weights are such, so they are refused rather than guessed.
      if (logical !== 'float32' || !isFiniteNumber(scale) || !isFiniteNumber(min)) throw unsupported(stored);
      affine = { scale, min };
    }
  }
  const type = storedTypes[stored]!;
  const bytes = count * bytesPerElement[type];
  return { name: name as string, shape: shape as readonly number[], dtype: type, affine, offset, bytes };
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
