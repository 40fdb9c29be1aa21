import type { CheckpointFile } from '../../../../models/checkpoints/formats/open.ts';
import {
  checkCheckpointBytes,
  companionFiles,
  leadingFile,
} from '../../../../models/checkpoints/formats/parts.ts';
import type { OwnFile } from '../../protocol/source.ts';

async function read({ name, data }: OwnFile): Promise<CheckpointFile> {
  checkCheckpointBytes(data.size);
  return { name, bytes: new Uint8Array(await data.arrayBuffer()) };
}

/**
 * Reads those of a reader's files that make up a checkpoint, the leading one first; of a whole folder the rest is not touched. A single
 * file is read whatever its name. Throws `CheckpointError` where none leads one, where several do, or where they are too large.
 */
export async function readOwnFiles(files: readonly OwnFile[]): Promise<readonly CheckpointFile[]> {
  const byPath = new Map(files.map((file) => [file.name, file]));
  const paths = [...byPath.keys()];
  const leader = leadingFile(paths, paths.some((path) => path.includes('/')) ? 'folder' : 'given');
  const main = await read(byPath.get(leader)!);
  const others = companionFiles(leader, main.bytes, paths).map((path) => byPath.get(path)!);
  checkCheckpointBytes(others.reduce((sum, { data }) => sum + data.size, main.bytes.byteLength));
  return [main, ...(await Promise.all(others.map(read)))];
}
