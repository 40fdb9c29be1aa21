import { applied, attributeText, type Edit, elements, ownAddress } from './page-edits.ts';

/** Where a built page that is shown at any address keeps what `find-cover.js` completes: `data-own-href="_astro/a.css"`. */
const kept = 'data-own-';

/**
 * Makes a built page that a host shows under whatever address was asked for, at any depth, and that therefore cannot say where the
 * site's files lie: none of its addresses is asked for until `find-cover.js` knows the root. Until then, and without scripts, its style
 * sheets stand in the page itself, in the reader's own fonts.
 *
 * @param html a whole document with root-absolute addresses
 * @param styleSheet the text of one of the site's style sheets, by its path from the root without a leading slash
 */
export async function rootlessPage(
  html: string,
  styleSheet: (path: string) => Promise<string>,
): Promise<string> {
  const edits: Edit[] = [];
  for (const { tagName, attrs, sourceCodeLocation } of elements(html)) {
    if (!sourceCodeLocation) continue;
    for (const { name, value } of attrs) {
      const path = ownAddress(name, value);
      const written = sourceCodeLocation.attrs?.[name];
      if (path === undefined || written === undefined || name === 'data-root') continue;
      const { startOffset: start, endOffset: end } = written;
      edits.push({ start, end, text: `${kept}${name}="${attributeText(path)}"` });
      const rel = attrs.find((one) => one.name === 'rel')?.value;
      // Browsers ask the host's root for the icon of a page that names none.
      if (rel === 'icon') edits.push({ start, end: start, text: 'href="data:," ' });
      if (tagName === 'link' && rel === 'stylesheet') {
        const { startOffset } = sourceCodeLocation;
        const text = `<style>${withoutFonts(await styleSheet(path))}</style>`;
        edits.push({ start: startOffset, end: startOffset, text });
      }
    }
  }
  return applied(html, edits);
}

/** What names a file goes; the metrics by which the reader's own fonts take as much room stay. */
function withoutFonts(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*\}/g, (rule) => (rule.includes('url(') ? '' : rule));
}
