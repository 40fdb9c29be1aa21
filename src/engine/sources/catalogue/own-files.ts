import type { CheckpointFile } from '../../../../models/checkpoints/formats/open.ts';
import {
  checkCheckpointBytes,
  companionFiles,
  leadingFile,
} from '../../../../models/checkpoints/formats/parts.ts';
import { configBeside, readTimmConfig, type TimmConfig } from '../../../../models/checkpoints/timm-config.ts';
import type { OwnFile } from '../../protocol/source.ts';

async function read({ name, data }: OwnFile): Promise<CheckpointFile> {
  checkCheckpointBytes(data.size);
  return { name, bytes: new Uint8Array(await data.arrayBuffer()) };
}

/**
 * Reads those of a reader's files that make up a checkpoint, the leading one first, and timm's `config.json` beside that; of a whole folder
 * the rest is not touched. A single
 * file is read whatever its name. Throws `CheckpointError` where none leads one, where several do, or where they are too large.
 */
export async function readOwnFiles(
  files: readonly OwnFile[],
): Promise<{ readonly files: readonly CheckpointFile[]; readonly config: TimmConfig | undefined }> {
  const byPath = new Map(files.map((file) => [file.name, file]));
  const paths = [...byPath.keys()];
  const leader = leadingFile(paths, paths.some((path) => path.includes('/')) ? 'folder' : 'given');
  const main = await read(byPath.get(leader)!);
  const others = companionFiles(leader, main.bytes, paths).map((path) => byPath.get(path)!);
  checkCheckpointBytes(others.reduce((sum, { data }) => sum + data.size, main.bytes.byteLength));
  const beside = byPath.get(configBeside(leader, paths) ?? '');
  const config = beside && readTimmConfig(new Uint8Array(await beside.data.arrayBuffer()));
  return { files: [main, ...(await Promise.all(others.map(read)))], config };
}
