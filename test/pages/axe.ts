import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The engine as a page gets it: in its short form, which each page has to take in anew, twice. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2, levels A and AA. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules among them that compare colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Which rules are run: all; those that compare colours; those, and the one that measures what is pressed, which a theme may draw larger or smaller. */
const choices = {
  all: { type: 'tag' as const, values: wcag },
  colours: { type: 'rule' as const, values: colourRules },
  'colours and targets': { type: 'rule' as const, values: [...colourRules, 'target-size'] },
};
export type Rules = keyof typeof choices;

/**
 * What axe finds on a page as it stands now: one text a rule, with the first places. `among` is the name of a global list of
 * the page's elements; without it the whole page is looked at.
 */
export async function axeViolations(page: Page, rules: Rules = 'all', among?: string): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const violations = await page.evaluate(
    async ([runOnly, list]) => {
      const { axe: engine, ...others } = globalThis as unknown as { axe: typeof axe } & Record<
        string,
        unknown
      >;
      const place = list === undefined ? document : (others[list] as Element[]);
      if (Array.isArray(place) && place.length === 0) return [];
      const options = { runOnly, resultTypes: ['violations' as const] };
      // Where nothing is found no place has to be named, and names are a quarter of the work.
      const quick = await engine.run(place as Document, { ...options, selectors: false });
      return quick.violations.length === 0 ? [] : (await engine.run(place as Document, options)).violations;
    },
    [choices[rules], among] as const,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 5).map(({ target, failureSummary }) => `  ${target}: ${failureSummary}`);
    return [`${id}: ${help} (${nodes.length} places)`, ...places].join('\n');
  });
}
