import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { unbroken } from '../words/unbroken.ts';
import { applied, type Edit } from './page-edits.ts';

type Node = DefaultTreeAdapterTypes.Node;

const prose = new Set(['p', 'li', 'dd', 'aside', 'figcaption', 'caption', 'h1', 'h2', 'h3', 'h4']);
/** What is no running text; an island writes its own texts again, as its code has them. */
const notProse = new Set('astro-island script style template pre code svg math textarea select'.split(' '));
const drawnFormula = (node: Node) =>
  'attrs' in node && node.attrs.some(({ name, value }) => name === 'class' && /\bkatex\b/.test(value));

function editsIn(node: Node, html: string, inProse: boolean): readonly Edit[] {
  if (notProse.has(node.nodeName) || drawnFormula(node)) return [];
  const where = node.sourceCodeLocation;
  if (node.nodeName === '#text' && inProse && where) {
    const { startOffset: start, endOffset: end } = where;
    const text = unbroken(html.slice(start, end));
    return text === html.slice(start, end) ? [] : [{ start, end, text }];
  }
  const inner = inProse || prose.has(node.nodeName);
  return 'childNodes' in node ? node.childNodes.flatMap((child) => editsIn(child, html, inner)) : [];
}

/** A built page in whose running text no line breaks between a symbol and its value, or between a number and its unit. */
export const unbrokenProse = (html: string): string =>
  applied(html, editsIn(parse(html, { sourceCodeLocationInfo: true }), html, false));
