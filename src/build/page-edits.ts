import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** Attributes that hold one address. The last three are those of Astro's islands. */
const addressAttributes = new Set([
  'href',
  'src',
  'poster',
  'data-root',
  'component-url',
  'renderer-url',
  'before-hydration-url',
]);

/** The path from the site's root, without a leading slash, that an attribute names root-absolutely (`/sources/`); else undefined. */
export function ownAddress(attribute: string, value: string): string | undefined {
  return addressAttributes.has(attribute) && /^\/(?!\/)/.test(value) ? value.slice(1) : undefined;
}

/** A stretch of a document, and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The elements of a document in order, each with where it stands in the text. */
export function elements(html: string): Generator<Element> {
  return elementsIn(parse(html, { sourceCodeLocationInfo: true }));
}

function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsIn(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}

/** The document with these edits, which do not overlap. */
export function applied(html: string, edits: readonly Edit[]): string {
  let result = html;
  for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + text + result.slice(end);
  }
  return result;
}

export function attributeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
