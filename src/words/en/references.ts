/** `A, B and C`; of more than six the first five, and how many others. */
export function authorList(authors: readonly string[]): string {
  if (authors.length > 6) return `${authors.slice(0, 5).join(', ')} and ${authors.length - 5} others`;
  return authors.length > 1 ? `${authors.slice(0, -1).join(', ')} and ${authors.at(-1)}` : (authors[0] ?? '');
}

export const arxiv = (id: string) => `arXiv:${id}`;
export const doi = (id: string) => `doi:${id}`;
export const bibtex = 'BibTeX';
export const bibtexEntry = (id: string) => `BibTeX entry ${id}`;

export const credits = {
  region: 'Credits of the pictures',
  columns: ['Picture', 'By', 'Licence', 'Taken from'],
};
