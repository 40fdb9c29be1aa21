/** What a build says of itself, so that a browser can keep it whole. */
export interface KeptList {
  /** Another one where any file differs: a hash of all that stands below. */
  readonly version: string;
  /** Of all files together. */
  readonly bytes: number;
  /** By path from the site's root: SHA-256 in hexadecimal, and bytes. */
  readonly files: Readonly<Record<string, readonly [sha256: string, bytes: number]>>;
}

/** Where a build says so, from the site's root: the whole list, and its version alone, which is looked at often. */
export const listPath = 'kept/list.json';
export const versionPath = 'kept/version.json';
/** The service worker. It has the whole site in its charge, so it lies at its root. */
export const workerPath = 'keep-worker.js';

/** What marks an address as that of one version of a file. The worker lets those pass: they are what it is given. */
const mark = 'kept';

/** The site's store in the browser. A host may have several copies of the site, each below its own root. */
export const storeName = (root: string): string => `phiscope-kept:${new URL(root).pathname}`;

/** Where the list of what is kept lies in the store. */
export const keptListAddress = (root: string): string => `${root}${listPath}?${mark}=this`;

/**
 * The address under which one version of a file is fetched and stored. A page is named by its folder, as hosts name it.
 *
 * @param root the address of the site's root, with a slash at its end
 */
export function storedAddress(root: string, path: string, sha256: string): string {
  const named = path.replace(/(^|\/)index\.html$/, '$1');
  return `${root}${named.split('/').map(encodeURIComponent).join('/')}?${mark}=${sha256.slice(0, 16)}`;
}

/** What an address of the site asks for of what is kept. */
export type Asked =
  /** One of its files; */
  | { readonly is: 'file'; readonly stored: string }
  /** a folder, without the slash after its name; */
  | { readonly is: 'moved'; readonly to: string }
  /** a file of another version, whose name says which; */
  | { readonly is: 'other-version' }
  /** something that it does not have. */
  | { readonly is: 'missing' };

/** Whether an address is one that is answered from what is kept: not what the store is filled from, and not what tells of a new build. */
export function isAnswered(address: string, root: string): boolean {
  if (!address.startsWith(root)) return false;
  const { pathname, searchParams } = new URL(address);
  const path = pathname.slice(new URL(root).pathname.length);
  return !searchParams.has(mark) && path !== listPath && path !== versionPath && path !== workerPath;
}

/** What an address asks for that is answered. */
export function asked(address: string, root: string, list: KeptList): Asked {
  const url = new URL(address);
  const path = decoded(url.pathname.slice(new URL(root).pathname.length));
  if (path === undefined) return { is: 'missing' };
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const found = Object.hasOwn(list.files, file) ? list.files[file] : undefined;
  if (found) return { is: 'file', stored: storedAddress(root, file, found[0]) };
  if (Object.hasOwn(list.files, `${file}/index.html`)) {
    url.pathname += '/';
    return { is: 'moved', to: url.href };
  }
  return path.startsWith('_astro/') ? { is: 'other-version' } : { is: 'missing' };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** What of a list is not stored yet. A file that is the same in an older build is stored already. */
export function missingFrom(
  stored: ReadonlySet<string>,
  root: string,
  list: KeptList,
): { readonly path: string; readonly address: string; readonly sha256: string; readonly bytes: number }[] {
  return Object.entries(list.files)
    .map(([path, [sha256, bytes]]) => ({ path, address: storedAddress(root, path, sha256), sha256, bytes }))
    .filter(({ address }) => !stored.has(address));
}

/** Every address under which something of a list is stored, the list itself among them. */
export function storedAddresses(root: string, list: KeptList): Set<string> {
  const files = Object.entries(list.files).map(([path, [sha256]]) => storedAddress(root, path, sha256));
  return new Set([keptListAddress(root), ...files]);
}
