import { applied, attributeText, type Edit, type Element, elements } from './page-edits.ts';
import { portablePage } from './portable-page.ts';

/** Before the name of an attribute that only a served page gets: `data-served-src="./_astro/a.js"`. */
const kept = 'data-served-';

/** What runs only where the page was served. A comment at its end ends with its line. */
const whereServed = (code: string) => `if(location.protocol!=="file:"){${code}\n}`;

/** Gives what stands before it the addresses that only a served page gets. Elements are made anew: a script that had none has run. */
const restore = whereServed(
  `for(const e of document.querySelectorAll("link[${kept}href],script[${kept}src]")){` +
    'const n=document.createElement(e.localName);n.async=false;' +
    `for(const a of e.attributes)n.setAttribute(a.name.replace("${kept}",""),a.value);` +
    'e.replaceWith(n)}',
);

/**
 * On a page that is a file: shows the sentence before it, and has the fonts waited for, which nothing has asked for ahead of the style
 * sheet that names them.
 */
const showNotice =
  'if(location.protocol==="file:"){document.currentScript.previousElementSibling.hidden=false;' +
  'for(const f of document.fonts)f.display="block"}';

const scriptOf = (code: string) => `<script>${code}</script>`;

/**
 * Makes a page of dist/ one that is also read from a file. There it asks for nothing that browsers refuse to files, which is all that
 * scripts would ask for: it is the page as it is without scripts, under a sentence that says so. Links to folders name their
 * `index.html`, since a browser lists a folder. Served, it is the page that it was.
 *
 * @param html a page as `portablePage` leaves it
 * @param depth how many folders below the site's root it lies
 * @param notice markup of the sentence that is shown on a file: phrasing content, no scripts
 * @throws Error for an inline module, which nothing could keep from running on a file, and for a page without head or body
 */
export function packedPage(html: string, depth: number, notice: string): { html: string; policy: string } {
  const edits: Edit[] = [];
  const insert = (at: number | undefined, text: string) => {
    if (at === undefined) throw new Error('A page to be packed has no head or no body.');
    edits.push({ start: at, end: at, text });
  };
  for (const element of elements(html)) {
    const { tagName, sourceCodeLocation: place } = element;
    if (tagName === 'head') insert(place?.endTag?.startOffset, scriptOf(restore));
    if (tagName === 'body')
      insert(
        place?.startTag?.endOffset,
        `<p class="as-file" role="note" hidden>${notice}</p>${scriptOf(showNotice)}`,
      );
    if (tagName === 'a') edits.push(...rewritten(element, 'href', 'href', ofPage));
    if (tagName === 'link' && attribute(element, 'rel') === 'preload')
      edits.push(...rewritten(element, 'href', `${kept}href`));
    // What the page may run is counted anew below.
    if (tagName === 'meta' && attribute(element, 'http-equiv') === 'Content-Security-Policy' && place)
      edits.push({ start: place.startOffset, end: place.endOffset, text: '' });
    if (tagName === 'script') edits.push(...onlyServed(element));
  }
  insert(html.length, scriptOf(restore));
  return portablePage(applied(html, edits), depth);
}

/** An address that names a folder of the site, as one that names the page in it. */
export function ofPage(address: string): string {
  const [, folder, rest] = /^(\.{1,2}\/(?:[^?#]*\/)?)([?#].*)?$/s.exec(address) ?? [];
  return folder === undefined ? address : `${folder}index.html${rest ?? ''}`;
}

function onlyServed(element: Element): Edit[] {
  const type = attribute(element, 'type') ?? '';
  if (!/^(|text\/javascript|module)$/.test(type)) return [];
  if (attribute(element, 'src') !== undefined) return rewritten(element, 'src', `${kept}src`);
  const text = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
  const start = element.sourceCodeLocation?.startTag?.endOffset;
  if (text === '' || start === undefined) return [];
  if (type === 'module') throw new Error('A page to be packed holds an inline module.');
  return [{ start, end: start + text.length, text: whereServed(text) }];
}

/** An attribute under another name, with another value; nothing where the element has none. */
function rewritten(
  element: Element,
  name: string,
  newName: string,
  change = (value: string) => value,
): Edit[] {
  const value = attribute(element, name);
  const place = element.sourceCodeLocation?.attrs?.[name];
  if (value === undefined || !place) return [];
  const text = `${newName}="${attributeText(change(value))}"`;
  return [{ start: place.startOffset, end: place.endOffset, text }];
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}
