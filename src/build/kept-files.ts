import { createHash } from 'node:crypto';
import { type KeptList, listPath, versionPath, workerPath } from '../keep/list.ts';
import { size } from '../words/en/keep.ts';

/** What no page asks for: it speaks to hosts, to search engines and to whoever unpacks a package. */
const ofNoPage = new Set([
  '_headers',
  'robots.txt',
  'sitemap.xml',
  'preview.png',
  'LICENSE',
  'START-HERE.txt',
  listPath,
  versionPath,
  workerPath,
]);

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** What of a site a browser can keep. */
export function keptListOf(files: ReadonlyMap<string, Uint8Array>): KeptList {
  const own = [...files].filter(([path]) => !ofNoPage.has(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = Object.fromEntries(
    own.map(([path, bytes]) => [path, [hashOf(bytes), bytes.length] as const]),
  );
  return {
    version: hashOf(JSON.stringify(listed)).slice(0, 16),
    bytes: own.reduce((sum, [, { length }]) => sum + length, 0),
    files: listed,
  };
}

/** The files by which a site says what of it can be kept, as it now stands. */
export function keptFiles(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const list = keptListOf(files);
  const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  return new Map([
    [listPath, json(list)],
    [versionPath, json({ version: list.version })],
  ]);
}

/** A page in whose offer stands how much there is to keep. */
export function withSize(html: string, bytes: number): string {
  return html.replace(/(<span class="kept-size"[^>]*>)(?=<\/span>)/g, `$1${size(bytes)}`);
}
