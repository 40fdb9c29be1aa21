import { applied, elements } from './page-edits.ts';

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
 * The style sheets that say nothing which another does not say: Vite writes one for the pages and, with a part of the same rules, one for
 * what comes to life on them.
 *
 * @param sheets texts by path
 */
export function repeatedSheets(sheets: ReadonlyMap<string, string>): Set<string> {
  const repeated = new Set<string>();
  const rules = new Map([...sheets].map(([path, css]) => [path, new Set(rulesOf(css))]));
  for (const [path, own] of rules) {
    for (const [other, all] of rules) {
      const kept = other !== path && !repeated.has(other);
      if (kept && [...own].every((rule) => all.has(rule))) repeated.add(path);
    }
  }
  return repeated;
}

/** A built page without the links to these style sheets, which are named by their paths from the site's root. */
export function withoutSheets(html: string, sheets: ReadonlySet<string>): string {
  const links = [...elements(html)].filter(
    ({ tagName, attrs }) =>
      tagName === 'link' && attrs.some(({ name, value }) => name === 'href' && sheets.has(value.slice(1))),
  );
  const places = links.flatMap(({ sourceCodeLocation }) => sourceCodeLocation ?? []);
  return applied(
    html,
    places.map(({ startOffset: start, endOffset: end }) => ({ start, end, text: '' })),
  );
}
