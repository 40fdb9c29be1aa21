import { existsSync, readFileSync } from 'node:fs';
import { paintedFiles, type SceneSet } from './scene-files.ts';
import { cache } from './steps.ts';

/** The sets that an evaluation's file does not hold yet, each as the scripts that evaluate take it: `title=side=files`. */
export function unmeasured(evaluation: string, sets: readonly SceneSet[]): string[] {
  const known = existsSync(evaluation)
    ? Object.keys(JSON.parse(readFileSync(evaluation, 'utf8')) as object)
    : [];
  return sets
    .filter(({ title }) => !known.includes(title))
    .map(({ name, title, size, from, count }) =>
      [title, size, paintedFiles(cache, name, from, count).join(',')].join('='),
    );
}
