import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CheckpointFile } from '../../../models/checkpoints/formats/open.ts';
import { tfjsShardPaths } from '../../../models/checkpoints/formats/tfjs-graph-model.ts';
import { Complaint } from '../complaint.ts';

const read = (path: string, name = basename(path)): CheckpointFile => ({
  name,
  bytes: new Uint8Array(readFileSync(path)),
});

/**
 * The files of the checkpoint at `path`: an index with the data files beside it, a model.json with its weight files, a single file,
 * or the one checkpoint in a folder. Parts that are not there are left out.
 */
export function checkpointFiles(path: string): CheckpointFile[] {
  if (!existsSync(path)) throw new Complaint(`There is no file ${path}.`);
  if (statSync(path).isDirectory()) return checkpointFiles(mainFile(path));
  const folder = dirname(path);
  const data = /\.data-\d{5}-of-\d{5}$/.exec(path);
  if (data) {
    const index = `${path.slice(0, data.index)}.index`;
    if (!existsSync(index))
      throw new Complaint(`${path} is the data of a TensorFlow checkpoint; its index ${index} is not there.`);
    return checkpointFiles(index);
  }
  const main = read(path);
  if (path.endsWith('.index')) {
    const prefix = basename(path).slice(0, -'.index'.length);
    const parts = readdirSync(folder).filter((name) => name.startsWith(`${prefix}.data-`));
    return [main, ...parts.map((name) => read(join(folder, name)))];
  }
  if (path.endsWith('.json')) {
    const shards = tfjsShardPaths(main.bytes).filter((shard) => existsSync(join(folder, shard)));
    return [main, ...shards.map((shard) => read(join(folder, shard), shard))];
  }
  return [main];
}

function mainFile(folder: string): string {
  const names = readdirSync(folder).filter(
    (name) => name === 'model.json' || /\.(index|safetensors)$/.test(name),
  );
  const [only, ...others] = names;
  if (only === undefined || others.length > 0)
    throw new Complaint(
      only === undefined
        ? `${folder} holds no checkpoint: no .safetensors, no .index and no model.json.`
        : `${folder} holds several checkpoints (${names.join(', ')}): name one of them.`,
    );
  return join(folder, only);
}
