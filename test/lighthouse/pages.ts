import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

/**
 * The pages that Lighthouse looks at: the cover and the three largest chapters, since each takes it a while. Pages
 * that ask search engines to stay away, such as a figure for another site's frame, are no one's search result.
 */
export function auditedPages(): string[] {
  const chapters = builtPages()
    .filter((path) => path.endsWith('/'))
    .map((path) => ({ path, markup: readFileSync(join(builtSite, path, 'index.html'), 'utf8') }))
    .filter(({ markup }) => !/<meta name="?robots"? content="?noindex/.test(markup))
    .sort((a, b) => b.markup.length - a.markup.length);
  return ['', ...chapters.slice(0, 3).map(({ path }) => path)];
}
