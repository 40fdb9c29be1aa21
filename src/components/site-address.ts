/**
 * The address of a file of this site, for code that runs in the page: `siteAddress('pictures/cat.jpg')`.
 * The site may lie under any path, which only the page itself knows (`data-root`, made relative at build).
 *
 * @param path from the site's root, without a leading slash
 * @returns an absolute address in the browser; at build a root-absolute one, which the build then makes relative
 */
export function siteAddress(path: string): string {
  if (typeof document === 'undefined') return `/${path}`;
  const root = document.documentElement.dataset.root ?? '/';
  return new URL(`${root}${path}`, document.baseURI).href;
}
