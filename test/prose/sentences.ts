import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A sentence of a built page, and what stands around it that may name what it speaks of. */
export interface Sentence {
  readonly text: string;
  /** The element that holds it (`p`, `h2`, `td`, `figcaption` …), or the attribute (`alt`, `title`, `aria-label`, `content`). */
  readonly kind: string;
  /** Nearest first: sentences before it in its block, row and column of a cell, the block's headings. */
  readonly context: readonly string[];
}

const unread = new Set(['script', 'style', 'annotation', 'template']);
const inline = new Set(
  'a abbr b bdi br cite code dfn em i kbd mark q s samp small span strong sub sup time tspan u var wbr #text #comment'.split(
    ' ',
  ),
);
/** A formula is read as one piece of its block. */
const formula =
  /^(math|semantics|m(row|i|n|o|s|text|sub|sup|subsup|frac|sqrt|root|over|under|underover|table|tr|td|space|padded|style|phantom|enclose))$/;
const read = ['alt', 'aria-label', 'title'];

const isElement = (node: Node): node is Element => 'attrs' in node;
const attribute = (node: Node, name: string) =>
  isElement(node) ? node.attrs.find((each) => each.name === name)?.value : undefined;
const hidden = (node: Node) => attribute(node, 'aria-hidden') === 'true';
const isInline = (node: Node) => inline.has(node.nodeName) || formula.test(node.nodeName);
const children = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

/** All text below a node as it is read, hidden drawings of formulas apart. What stands in two blocks is two words. */
export function wordsOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (unread.has(node.nodeName) || hidden(node)) return '';
  return children(node)
    .map((child) => (isInline(child) ? wordsOf(child) : ` ${wordsOf(child)} `))
    .join('');
}

export const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A block's sentences. A semicolon ends one too: lists of networks are written with it. */
export function sentencesOf(text: string): string[] {
  return tidy(text)
    .split(/(?<=[.!?;])\s+(?=[^a-z\d]|\d+\s)|(?<=;)\s+/u)
    .filter((part) => part !== '');
}

/** Every sentence of a page: prose, headings, contents, captions, cells, labels, alternative texts and titles. */
export function sentencesIn(html: string): Sentence[] {
  const found: Sentence[] = [];
  const say = (text: string, kind: string, context: readonly string[]) => {
    const before: string[] = [];
    for (const part of sentencesOf(text)) {
      found.push({ text: part, kind, context: [...before.toReversed(), ...context] });
      before.push(part);
    }
  };
  /** Headings above what is being read: the page's title, the section's, the figure's. */
  let section = '';
  const visit = (node: Node, context: readonly string[]): void => {
    if (unread.has(node.nodeName)) return;
    if (node.nodeName === 'table') {
      readTable(node, context, say);
      return;
    }
    if (
      node.nodeName === 'meta' &&
      /description|title/.test(attribute(node, 'name') ?? attribute(node, 'property') ?? '')
    )
      say(attribute(node, 'content') ?? '', 'content', []);
    for (const name of read) {
      const value = attribute(node, name);
      if (value !== undefined) say(value, name, context);
    }
    if (hidden(node)) return;
    if (/^h[1-6]$/.test(node.nodeName)) section = tidy(wordsOf(node));
    const label = attribute(node, 'aria-label');
    // In a drawing, what stands in one group belongs together: a name and its number.
    const group = node.nodeName === 'g' ? tidy(wordsOf(node)) : '';
    const inner = [
      ...(group === '' || group.length > 120 ? [] : [group]),
      ...(label === undefined ? [] : [label]),
      ...(node.nodeName === 'figure' ? [titleOf(node)] : []),
      ...context,
    ];
    let run = '';
    const flush = () => {
      if (tidy(run) !== '') say(run, node.nodeName, [...inner, section]);
      run = '';
    };
    for (const child of children(node)) {
      if (!isInline(child)) {
        flush();
        visit(child, child.nodeName === 'text' ? [beside(node, child), ...inner] : inner);
        continue;
      }
      run += wordsOf(child);
      for (const name of read) {
        const value = attribute(child, name);
        // What a citation is called is no sentence about a number.
        if (value !== undefined && child.nodeName !== 'a' && child.nodeName !== 'cite')
          say(value, name, [...inner, section]);
      }
    }
    flush();
  };
  visit(parse(html), []);
  return found;
}

/** What is written next to a text of a drawing: a number and its name are two texts there. */
function beside(drawing: Node, text: Node): string {
  const texts = children(drawing).filter(({ nodeName }) => nodeName === 'text');
  const at = texts.indexOf(text as (typeof texts)[number]);
  return texts
    .slice(Math.max(0, at - 1), at + 2)
    .map((each) => tidy(wordsOf(each)))
    .join(', ');
}

/** A figure's own title: the first heading in it, or the element that labels it. */
function titleOf(figure: Node): string {
  const stack = [...children(figure)];
  for (let node = stack.shift(); node !== undefined; node = stack.shift()) {
    if (/^h[1-6]$/.test(node.nodeName) || /\bfigure-title\b/.test(attribute(node, 'class') ?? ''))
      return tidy(wordsOf(node));
    stack.unshift(...children(node));
  }
  return '';
}

/** Each cell with its row and the name of its column: what a table says of `D1` under `AP`. */
function readTable(
  table: Node,
  context: readonly string[],
  say: (text: string, kind: string, context: readonly string[]) => void,
): void {
  const rows: Element[] = [];
  let caption = '';
  const collect = (node: Node): void => {
    if (node.nodeName === 'caption') caption = tidy(wordsOf(node));
    if (node.nodeName === 'tr' && isElement(node)) rows.push(node);
    else for (const child of children(node)) collect(child);
  };
  collect(table);
  const label = attribute(table, 'aria-label') ?? '';
  if (caption !== '') say(caption, 'caption', context);
  const cellsOf = (row: Element) =>
    row.childNodes.filter((each): each is Element => each.nodeName === 'td' || each.nodeName === 'th');
  const heads: string[] = [];
  /** Cells that reach down from rows above, by column: what they say, and for how many rows more. */
  const reaching: ({ readonly text: string; readonly rows: number } | undefined)[] = [];
  for (const row of rows) {
    const cells = cellsOf(row);
    const isHead = cells.every(({ nodeName }) => nodeName === 'th');
    const placed: { readonly cell: Element; readonly text: string; readonly column: number }[] = [];
    const said: string[] = [];
    let column = 0;
    const skip = () => {
      for (let above = reaching[column]; above !== undefined && above.rows > 0; above = reaching[++column]) {
        said.push(above.text);
        reaching[column] = { text: above.text, rows: above.rows - 1 };
      }
    };
    for (const cell of cells) {
      skip();
      const text = tidy(wordsOf(cell));
      const [across, down] = ['colspan', 'rowspan'].map((name) => Number(attribute(cell, name) ?? 1));
      placed.push({ cell, text, column });
      said.push(text);
      for (let i = 0; i < (across ?? 1); i++, column++) {
        if (isHead) heads[column] = tidy(`${heads[column] ?? ''} ${text}`);
        if ((down ?? 1) > 1) reaching[column] = { text, rows: (down ?? 1) - 1 };
      }
    }
    skip();
    const whole = said.join(', ');
    for (const { cell, text, column: at } of placed)
      if (isHead) say(text, 'th', [caption || label, ...context]);
      else say(text, cell.nodeName, [`${heads[at] ?? ''}: ${whole}`, caption || label, ...context]);
  }
}
