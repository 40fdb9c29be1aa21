import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from '../complaint.ts';

/** The files of one class. */
export interface ClassFolder {
  readonly name: string;
  readonly files: readonly string[];
}

/**
 * The classes of a folder: each folder in it is one, by the folder's name, with every file in it and below. Hidden files are passed over.
 * Throws `Complaint` where there is no such folder.
 */
export function classFolders(folder: string): ClassFolder[] {
  if (!existsSync(folder)) throw new Complaint(`There is no folder ${folder}.`);
  if (!statSync(folder).isDirectory()) throw new Complaint(`${folder} is a file, not a folder of classes.`);
  return inside(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .map((name) => ({ name: name.normalize('NFC'), files: filesBelow(join(folder, name)) }));
}

const inside = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();

function filesBelow(folder: string): string[] {
  return inside(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
