/** The numbers in a page's tables, and those of them that are torn. */
export interface Numbers {
  readonly count: number;
  readonly torn: string[];
}

/**
 * Runs in a page: the numbers of its tables and lists of terms that take more than one line. A number stands with its sign, its
 * unit and what bounds it in one line, however narrow the page is. A cell that has its column's head in it on a phone has
 * that in a block of its own; words beside a number are prose.
 */
export function tornNumbers(): Numbers {
  const number =
    /^[≈~±<>≤≥+−–-]?\s?\d[\d.,\u2009\u202f\u00a0–-]*(\s?[±×]\s?\d[\d.,]*)*\s?(%|×|°|[kKMGTPµm]?(B|s|px|Hz|W|iB)?|GB\/s|FLOPs|points?)?[*†]?$/u;
  const blockOf = (node: Node): Element | null => {
    let up = node.parentElement;
    while (up && /^inline|^contents/.test(getComputedStyle(up).display)) up = up.parentElement;
    return up;
  };
  let count = 0;
  const torn: string[] = [];
  for (const cell of document.querySelectorAll<HTMLElement>('td, th[scope="row"], dd')) {
    if (!cell.checkVisibility({ visibilityProperty: true })) continue;
    const blocks = new Map<Element | null, Text[]>();
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (!node.data.trim() || node.parentElement?.closest('.visually-hidden, .katex-mathml, svg')) continue;
      const block = blockOf(node);
      blocks.set(block, [...(blocks.get(block) ?? []), node]);
    }
    for (const texts of blocks.values()) {
      const text = texts
        .map(({ data }) => data)
        .join('')
        .trim();
      const isNumber = number.test(text) || (blocks.size === 1 && cell.matches('.number, [style*="right"]'));
      if (!isNumber) continue;
      count += 1;
      const lines = texts.flatMap((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return [...range.getClientRects()].filter(({ width }) => width > 0);
      });
      // Small print on the same line hangs a few pixels higher or lower.
      const tops = lines.map(({ top, bottom }) => (top + bottom) / 2);
      if (Math.max(...tops) - Math.min(...tops) > Math.max(...lines.map(({ height }) => height)) * 0.6)
        torn.push(text);
    }
  }
  return { count, torn };
}
