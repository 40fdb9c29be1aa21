import { importsOf } from './imports.ts';
import { isTest, type Sources } from './sources.ts';
import { resolve, targetOf } from './violations.ts';

/**
 * Each circle of files that import each other, written as the way round, every circle once. Types count: two files that need each
 * other's types are one thing in two files. A worker is started by its address, so that is no import.
 */
export function importCircles(sources: Sources): string[] {
  const targets = (path: string): string[] =>
    importsOf(path, sources.get(path) ?? '').flatMap(({ specifier, worker }) => {
      const target = worker ? undefined : resolve(sources, targetOf(path, specifier));
      return target === undefined ? [] : [target];
    });
  const done = new Set<string>();
  const found: string[] = [];
  const way: string[] = [];
  const visit = (path: string): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    way.push(path);
    for (const target of targets(path)) visit(target);
    way.pop();
    done.add(path);
  };
  for (const path of sources.keys()) if (!isTest(path)) visit(path);
  return found;
}
