import { createHash } from 'node:crypto';
import { applied, attributeText, elements } from './page-edits.ts';

/** The rules of a style sheet without comments in it, in order: each up to the brace that closes it. */
export function rulesOf(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { index, 0: brace } of css.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth > 0 || brace === '{') continue;
    rules.push(css.slice(start, index + 1).trim());
    start = index + 1;
  }
  return rules;
}

/**
 * One style sheet of several that say much the same: Vite writes one for the pages, and one for what comes to life on them. It is the
 * longest with what the others alone say after it, under a name that holds a hash of that.
 *
 * @param sheets texts by path from the site's root
 */
export function oneSheet(sheets: ReadonlyMap<string, string>): { path: string; css: string } {
  const [longest = '', ...others] = [...sheets.values()].sort((a, b) => b.length - a.length);
  const said = new Set(rulesOf(longest));
  const more = new Set(others.flatMap(rulesOf).filter((rule) => !said.has(rule)));
  const css = [longest.trimEnd(), ...more].join('\n');
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8);
  return { path: `_astro/style.${hash}.css`, css };
}

/** A built page that links to one style sheet where it linked to the first of several; all are named by their paths from the site's root. */
export function withOneSheet(html: string, sheets: ReadonlySet<string>, one: string): string {
  const links = [...elements(html)].filter(
    ({ tagName, attrs }) =>
      tagName === 'link' && attrs.some(({ name, value }) => name === 'href' && sheets.has(value.slice(1))),
  );
  return applied(
    html,
    links
      .flatMap(({ sourceCodeLocation }) => sourceCodeLocation ?? [])
      .map(({ startOffset: start, endOffset: end }, index) => ({
        start,
        end,
        text: index > 0 ? '' : `<link rel="stylesheet" href="/${attributeText(one)}">`,
      })),
  );
}
