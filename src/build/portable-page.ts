import { createHash } from 'node:crypto';
import { type InlineHashes, pagePolicy } from './content-security-policy.ts';
import { applied, attributeText, type Edit, type Element, elements, ownAddress } from './page-edits.ts';

/**
 * Makes one built page independent of the path it is served under, and gives it its policy.
 * Root-absolute addresses (`/sources/`) become relative to the page (`../sources/`), inline scripts and styles are hashed
 * as they then stand, and the policy is put at the start of the head.
 *
 * @param html a whole document with a head element
 * @param depth how many folders below the site's root the page lies: 0 for the cover
 * @param preloaded fonts to ask for at once, as paths from the site's root without a leading slash
 */
export function portablePage(
  html: string,
  depth: number,
  preloaded: readonly string[] = [],
): { html: string; policy: string } {
  const toRoot = relativeRoot(depth);
  const edits: Edit[] = [];
  const hashes = { scripts: [] as string[], styles: [] as string[] } satisfies InlineHashes;
  let place = -1;

  for (const element of elements(html)) {
    const location = element.sourceCodeLocation;
    if (!location) continue;
    if (element.tagName === 'head') place = location.startTag?.endOffset ?? -1;
    // The encoding must stand in a page's first kilobyte, so the policy follows it; both come before any script.
    if (element.tagName === 'meta' && element.attrs[0]?.name === 'charset') place = location.endOffset;

    for (const { name, value } of element.attrs) {
      const own = ownAddress(name, value);
      const relative =
        own !== undefined
          ? toRoot + own
          : name === 'srcset'
            ? relativeSourceSet(value, toRoot)
            : name === 'style'
              ? relativeStyle(value, toRoot)
              : value;
      const written = location.attrs?.[name];
      if (relative !== value && written) {
        edits.push({
          start: written.startOffset,
          end: written.endOffset,
          text: `${name}="${attributeText(relative)}"`,
        });
      }
    }

    if (element.tagName === 'style') hashes.styles.push(hashOf(element));
    if (element.tagName === 'script' && isInlineScript(element)) hashes.scripts.push(hashOf(element));
  }
  if (place < 0) throw new Error('A built page has no head element, so its policy cannot be placed.');

  const policy = pagePolicy(hashes);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${attributeText(policy)}">`;
  const preloads = preloaded.map(
    (path) =>
      `<link rel="preload" href="${toRoot}${path}" as="font" type="font/woff2" crossorigin="anonymous">`,
  );
  edits.push({ start: place, end: place, text: [meta, ...preloads].join('') });
  return { html: applied(html, edits), policy };
}

/** `./` at the root, `../` one folder down. Starts with a dot because scripts import it as a module address. */
export function relativeRoot(depth: number): string {
  return depth === 0 ? './' : '../'.repeat(depth);
}

/** Rewrites root-absolute `url(/…)` of a style sheet that lies `depth` folders below the root. */
export function portableStyle(css: string, depth: number): string {
  return relativeStyle(css, relativeRoot(depth));
}

function relativeStyle(css: string, toRoot: string): string {
  return css.replace(/url\((["']?)\/(?!\/)/g, (_all, quote: string) => `url(${quote}${toRoot}`);
}

function relativeAddress(value: string, toRoot: string): string {
  return /^\/(?!\/)/.test(value) ? toRoot + value.slice(1) : value;
}

function relativeSourceSet(value: string, toRoot: string): string {
  return value
    .split(',')
    .map((candidate) => relativeAddress(candidate.trim(), toRoot))
    .join(', ');
}

function isInlineScript(element: Element): boolean {
  const attribute = (name: string) => element.attrs.find((one) => one.name === name)?.value;
  const type = attribute('type') ?? '';
  // One that is empty waits for its address.
  if (attribute('src') !== undefined || element.childNodes.length === 0) return false;
  return type === '' || type === 'module' || type === 'text/javascript';
}

function hashOf(element: Element): string {
  const text = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
