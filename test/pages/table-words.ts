/**
 * Runs in a page: words of its tables that take more than one line. A table that is too wide scrolls, so no word in it has to be broken;
 * paths of tensors are no words.
 */
export function tornWords(): string[] {
  const torn: string[] = [];
  const lineOf = ({ top, bottom }: DOMRect) => (top + bottom) / 2;
  const range = document.createRange();
  for (const cell of document.querySelectorAll('.table :is(th, td)')) {
    if (!cell.checkVisibility({ visibilityProperty: true })) continue;
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (node.parentElement?.closest('code, svg, .katex, .visually-hidden')) continue;
      range.selectNodeContents(node);
      if (range.getClientRects().length < 2) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}]{2,}[,;:.]?/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = [...range.getClientRects()].filter(({ width }) => width > 0).map(lineOf);
        if (Math.max(...lines) - Math.min(...lines) > 4) torn.push(`${word} in “${node.data.trim()}”`);
      }
    }
  }
  return torn;
}
