import type { Page } from 'playwright-core';

/** What a browser's translator may do to a text node: put its own in the place, in one step or in two. */
export type Way = 'replace' | 'insert and remove';

/**
 * Does to a page what a browser's translator does: every text node that it may touch becomes an element of its own. The words stay as
 * they are, so that they can be compared. Resolves to the number of texts that were taken from figures.
 */
export function translatePage(page: Page, way: Way = 'replace'): Promise<number> {
  return page.evaluate((how) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
      if (node.data.trim() && !node.parentElement?.closest('svg, math, script, style, font, [translate=no]'))
        found.push(node);
    const inFigures = found.filter((node) => node.parentElement?.closest('astro-island')).length;
    for (const node of found) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = node.data;
      outer.append(inner);
      if (how === 'replace') node.replaceWith(outer);
      else {
        node.before(outer);
        node.remove();
      }
    }
    return inFigures;
  }, way);
}
