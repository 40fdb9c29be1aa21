import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { fileName, type KnownFile } from '../../../models/checkpoints/known-file.ts';
import { Complaint } from '../complaint.ts';
import { downloadText } from './download.ts';
import { checkBytes, expectedOf } from './integrity.ts';

/**
 * Holds a file, or every file of a folder, against the catalogue's entry. A file is known by its name; where an entry has one file
 * only, it may have any name. Returns a sentence; throws `Complaint` where something is not what was published.
 */
export async function verify(
  path: string,
  entry: CatalogueEntry,
  mirror: string | undefined,
): Promise<string> {
  if (!existsSync(path)) throw new Complaint(`There is no file ${path}.`);
  const pairs = statSync(path).isDirectory() ? inFolder(path, entry) : [[path, fileOf(path, entry)] as const];
  for (const [place, file] of pairs) {
    const hosts = mirror === undefined ? {} : { mirror };
    const expected = await expectedOf(file, (url) => downloadText(url, hosts));
    checkBytes(expected, new Uint8Array(readFileSync(place)));
  }
  const what = pairs.length === 1 ? `${basename(pairs[0]![0])} is` : `All ${pairs.length} files are`;
  return `${what} as ${entry.id} was published.`;
}

function inFolder(folder: string, entry: CatalogueEntry): (readonly [string, KnownFile])[] {
  const present = new Set(readdirSync(folder));
  const missing = entry.files.map(fileName).filter((name) => !present.has(name));
  if (missing.length > 0) throw new Complaint(`${folder} lacks ${missing.join(', ')} of ${entry.id}.`);
  return entry.files.map((file) => [join(folder, fileName(file)), file] as const);
}

function fileOf(path: string, entry: CatalogueEntry): KnownFile {
  const [only, ...others] = entry.files;
  const named = entry.files.find((file) => fileName(file) === basename(path));
  const file = named ?? (others.length === 0 ? only : undefined);
  if (file === undefined)
    throw new Complaint(
      `${entry.id} consists of ${entry.files.map(fileName).join(', ')}; ${basename(path)} is none of them.`,
    );
  return file;
}
