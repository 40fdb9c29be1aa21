import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

test('the list for search engines holds every page that they may list, each once', () => {
  const text = readFileSync(join(builtSite, 'sitemap.xml'), 'utf8');
  const listed = [...text.matchAll(/<loc>\/([^<]*)<\/loc>/g)].map(([, path]) => path);
  const pages = builtPages().filter((path) => !path.startsWith('embed/') && path !== '404.html');
  expect(listed.toSorted()).toEqual(pages.toSorted());
});
