import { CheckpointError } from '../../../../models/checkpoints/checkpoint-error.ts';
import type { CheckpointFile } from '../../../../models/checkpoints/formats/open.ts';
import { tfjsShardPaths } from '../../../../models/checkpoints/formats/tfjs-graph-model.ts';
import type { OwnFile } from '../../protocol/protocol.ts';

/** The largest published checkpoint of these networks has 267 MB. */
const limit = 1_000_000_000;

const lastPart = (path: string) => path.split(/[\\/]/).at(-1)!;
const isWeights = (name: string) => /\.safetensors$|\.index$|\.data-\d{5}-of-\d{5}$/i.test(name);

async function read({ name, data }: OwnFile): Promise<CheckpointFile> {
  return { name, bytes: new Uint8Array(await data.arrayBuffer()) };
}

/**
 * Reads those of a reader's files that can be parts of a checkpoint; of a whole folder the rest is not touched. A single file is
 * read whatever its name, if it is small enough. Throws {@link CheckpointError} where none of them is, or where they are too large.
 */
export async function readOwnFiles(files: readonly OwnFile[]): Promise<readonly CheckpointFile[]> {
  const parts = await partsOf(files);
  const bytes = parts.reduce((sum, { data }) => sum + data.size, 0);
  if (bytes > limit)
    throw new CheckpointError(
      `The file has ${(bytes / 1e6).toFixed(0)} MB.`,
      'No EfficientNet or EfficientDet comes near that, so it is not read.',
      'Open a checkpoint of one of these.',
    );
  return Promise.all(parts.map(read));
}

async function partsOf(files: readonly OwnFile[]): Promise<readonly OwnFile[]> {
  const weights = files.filter(({ name }) => isWeights(lastPart(name)));
  if (weights.length > 0) return weights;
  const manifests = files.filter(({ name }) => /\.json$/i.test(name));
  const model = manifests.find(({ name }) => lastPart(name) === 'model.json') ?? manifests[0];
  if (model === undefined || model.data.size > limit / 10) return files.length === 1 ? files : [];
  const wanted = new Set(tfjsShardPaths((await read(model)).bytes).map(lastPart));
  return [model, ...files.filter((file) => file !== model && wanted.has(lastPart(file.name)))];
}
