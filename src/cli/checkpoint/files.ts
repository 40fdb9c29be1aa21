import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CheckpointFile } from '../../../models/checkpoints/formats/open.ts';
import {
  checkCheckpointBytes,
  companionFiles,
  leaderOf,
  leadingFile,
} from '../../../models/checkpoints/formats/parts.ts';
import { readTimmConfig, type TimmConfig } from '../../../models/checkpoints/timm-config.ts';
import { Complaint } from '../complaint.ts';

/** A folder with more than this is no checkpoint's. */
const most = 2000;

/**
 * The files of the checkpoint at `path`, the leading one first, by the rules of the page: a file with those that belong to it (an index
 * with its data or its parts, a model.json with its weights), or the one checkpoint in a folder. Parts that are not there are left out.
 * Throws `Complaint` where nothing is there, `CheckpointError` where a folder holds none or several.
 */
export function checkpointFiles(path: string): CheckpointFile[] {
  if (!existsSync(path)) throw new Complaint(`There is no file ${path}.`);
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const own = isFolder ? [] : [basename(path)];
  // Weights of a model.json may lie in a folder beside it.
  const paths = [...new Set([...own, ...filesIn(folder, isFolder ? 2 : path.endsWith('.json') ? 1 : 0)])];
  const leader = isFolder ? leadingFile(paths, { path }) : leaderOf(basename(path), paths);
  const read = (name: string): CheckpointFile => {
    checkCheckpointBytes(statSync(join(folder, name)).size);
    return { name, bytes: new Uint8Array(readFileSync(join(folder, name))) };
  };
  const main = read(leader);
  return [main, ...companionFiles(leader, main.bytes, paths).map(read)];
}

/** What timm's `config.json` beside the leading file of the checkpoint at `path` says; undefined where there is none. */
export function configOf(path: string, leader: string): TimmConfig | undefined {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const beside = join(dirname(join(folder, leader)), 'config.json');
  return existsSync(beside) ? readTimmConfig(new Uint8Array(readFileSync(beside))) : undefined;
}

/** Files of a folder and of folders in it, as paths from there. */
function filesIn(folder: string, depth: number): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (found.length >= most) break;
    const kind = kindOf(folder, entry);
    if (kind === 'file') found.push(entry.name);
    else if (kind === 'folder' && depth > 0 && !entry.name.startsWith('.'))
      found.push(...filesIn(join(folder, entry.name), depth - 1).map((name) => `${entry.name}/${name}`));
  }
  return found;
}

/** A link is what it leads to: stores of weights are full of them. */
function kindOf(folder: string, entry: Dirent): 'file' | 'folder' | undefined {
  const found = entry.isSymbolicLink()
    ? statSync(join(folder, entry.name), { throwIfNoEntry: false })
    : entry;
  return found?.isFile() ? 'file' : found?.isDirectory() ? 'folder' : undefined;
}
