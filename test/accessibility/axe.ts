import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2, levels A and AA. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules among them that compare colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page as it stands now: one text a rule, with the first places. */
export async function axeViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (runOnly) => {
      const { axe: engine } = globalThis as unknown as { axe: typeof axe };
      const options = { runOnly, resultTypes: ['violations' as const] };
      // Where nothing is found no place has to be named, and names are a quarter of the work.
      const quick = await engine.run(document, { ...options, selectors: false });
      return quick.violations.length === 0 ? [] : (await engine.run(document, options)).violations;
    },
    rules === 'all' ? { type: 'tag' as const, values: wcag } : { type: 'rule' as const, values: colourRules },
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 5).map(({ target, failureSummary }) => `  ${target}: ${failureSummary}`);
    return [`${id}: ${help} (${nodes.length} places)`, ...places].join('\n');
  });
}
