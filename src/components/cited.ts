import { type ReferenceId, references } from '../../models/published/references.ts';

/**
 * The works that a chapter cites, each once, by first author and year.
 * @param source the chapter's MDX text
 */
export function cited(source: string): ReferenceId[] {
  // A chapter that shows a list of its own needs no second one.
  if (source.includes('<References')) return [];
  const ids = new Set<ReferenceId>();
  for (const [, id = ''] of source.matchAll(/<Cite\s[^>]*?id="([^"]*)"/g)) {
    if (!(id in references))
      throw new Error(`A chapter cites "${id}", which models/published/references.ts has not.`);
    ids.add(id as ReferenceId);
  }
  return [...ids].sort((a, b) => byAuthorAndYear(a).localeCompare(byAuthorAndYear(b)));
}

function byAuthorAndYear(id: ReferenceId): string {
  const { authors, year } = references[id];
  return `${authors[0].split(' ').at(-1)} ${year}`;
}
