import { builtPages } from '../browser/pages.ts';
import { checkPages } from './check-pages.ts';

// Under a path that the site was not built for, on a server that knows nothing of its _headers file: one visit shows
// that a page works there and how it keeps the rules.
const elsewhere = { base: '/a/path/of/any-depth/', headers: false };
// A host shows its 404 page at whatever address was asked for, so only absolute addresses could serve it.
const fixed = '404.html';

checkPages(
  1280,
  builtPages().filter((path) => path !== fixed),
  elsewhere,
);
checkPages(1280, [fixed]);
