import type { MarkdownHeading } from 'astro';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** A chapter with its headings as a reader sees them. */
export interface Rendered {
  readonly html: string;
  readonly headings: readonly MarkdownHeading[];
}

/**
 * Lists a chapter's headings by what they say once they are rendered. Astro lists them before that: where a heading holds an
 * expression, its code would stand in the contents and in the anchor. Such a heading gets another anchor here.
 * @param html the chapter, rendered
 * @param listed its headings as Astro found them
 */
export function renderedHeadings(html: string, listed: readonly MarkdownHeading[]): Rendered {
  let changed = html;
  const headings = listed.map((heading) => {
    const { depth, slug, text } = heading;
    const pattern = new RegExp(`(<h${depth}\\b[^>]*\\bid=")${slug}("[^>]*>)([\\s\\S]*?)(</h${depth}>)`);
    const inner = pattern.exec(changed)?.[3];
    if (inner === undefined) throw new Error(`The heading “${text}” is listed and not rendered.`);
    const said = textOf(parseFragment(inner).childNodes).replace(/\s+/g, ' ').trim();
    if (said === text.trim()) return heading;
    const anchor = anchorOf(said);
    changed = changed.replace(pattern, (_, before, behind, content, end) =>
      [before, anchor, behind, content, end].join(''),
    );
    return { depth, slug: anchor, text: said };
  });
  return { html: changed, headings };
}

/** `which-accuracy-is-right-763-or-771`, as Astro makes it of a heading's text. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** What is read: of an equation its words, not its drawing. */
function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value;
      if (!('childNodes' in node)) return '';
      const hidden = node.attrs.some(({ name, value }) => name === 'aria-hidden' && value === 'true');
      return hidden || node.nodeName === 'annotation' ? '' : textOf(node.childNodes);
    })
    .join('');
}
