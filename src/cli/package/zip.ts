import { type Zippable, zipSync } from 'fflate';

/** What is small already: fonts, pictures. */
const compressed = /\.(woff2|png|jpe?g|webp|avif)$/;

/** The first moment that a zip can name. Its times are those on the clock of whoever packs, without a zone: this one is the same everywhere. */
const always = () => new Date(1980, 0, 1);

/**
 * Files as one zip, in a folder of this name. The same files give the same bytes, in whatever order they come and whenever.
 *
 * @param files bytes by path, with forward slashes
 */
export function zipped(files: ReadonlyMap<string, Uint8Array>, folder: string): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries: Zippable = {};
  for (const [path, bytes] of sorted)
    entries[`${folder}/${path}`] = [bytes, { level: compressed.test(path) ? 0 : 6 }];
  return zipSync(entries, { mtime: always() });
}
