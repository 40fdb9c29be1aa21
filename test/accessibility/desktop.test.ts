import { builtPages } from '../browser/pages.ts';
import { checkPages } from './check-pages.ts';

// Under a path that the site was not built for, on a server that knows nothing of its _headers file: one visit shows
// that a page works there and how it keeps the rules.
checkPages(1280, builtPages(), { base: '/a/path/of/any-depth/', headers: false });
