import { keptFiles } from '../../build/kept-files.ts';
import { packedPage } from '../../build/packed-page.ts';
import { siteHeaders } from '../../build/site-headers.ts';
import { openedAsFile, startHere } from '../../words/en/as-file.ts';

/**
 * The built site as it is given away: pages that are read from files too, the headers that go with them, and where to start.
 *
 * @param built the files of dist/
 * @param given the project's licence, and its version
 */
export function packedSite(
  built: ReadonlyMap<string, Uint8Array>,
  given: { readonly licence: Uint8Array; readonly version: string },
): Map<string, Uint8Array> {
  const packed = new Map(built);
  const policies = new Map<string, string>();
  const notice = openedAsFile((text) => `<code>${text}</code>`);
  for (const [path, bytes] of built) {
    if (!path.endsWith('.html')) continue;
    const page = packedPage(new TextDecoder().decode(bytes), path.split('/').length - 1, notice);
    policies.set(path, page.policy);
    packed.set(path, new TextEncoder().encode(page.html));
  }
  packed.set('_headers', new TextEncoder().encode(siteHeaders(policies)));
  packed.set('LICENSE', given.licence);
  packed.set('START-HERE.txt', new TextEncoder().encode(startHere(given.version)));
  // Pages that have changed are kept as they now are.
  for (const [path, bytes] of keptFiles(packed)) packed.set(path, bytes);
  return packed;
}
