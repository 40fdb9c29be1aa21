import { statSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

/** The pages that Lighthouse looks at: the cover and the three largest, since each takes it a while. */
export function auditedPages(): string[] {
  const size = (path: string): number => statSync(join(builtSite, path, 'index.html')).size;
  const chapters = builtPages().filter((path) => path.endsWith('/'));
  return ['', ...chapters.sort((a, b) => size(b) - size(a)).slice(0, 3)];
}
