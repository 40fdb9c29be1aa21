import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Source texts by their path from the project's root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every file with one of the extensions in the given folders of a project. */
export function readSources(
  root: string,
  folders: readonly string[],
  extensions: readonly string[],
): Map<string, string> {
  const sources = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.name === 'node_modules') continue;
      if (entry.isDirectory()) walk(path);
      else if (extensions.some((extension) => path.endsWith(extension))) {
        sources.set(path, readFileSync(join(root, path), 'utf8'));
      }
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(folder);
  return sources;
}

/** Whether the file is a test; tests may look everywhere. */
export function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path) || /(^|\/)fixtures\//.test(path);
}
