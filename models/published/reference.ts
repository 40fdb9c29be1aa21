/** One publication. */
export interface Reference {
  /** BibTeX's entry type. */
  kind: 'inproceedings' | 'article' | 'misc';
  title: string;
  /** Given names first, in the order of the paper. */
  authors: readonly string[];
  year: number;
  /** Conference, journal, or `arXiv preprint`. */
  venue: string;
  /** Identifier without a version, such as `1905.11946`. */
  arxiv?: string;
  doi?: string;
}

/** The name a text uses: `Tan and Le 2019`, `Hu et al. 2018`. */
export function shortName({ authors, year }: Reference): string {
  const [first = '', second] = authors.map(familyName);
  if (second === undefined) return `${first} ${year}`;
  return authors.length === 2 ? `${first} and ${second} ${year}` : `${first} et al. ${year}`;
}

/** Where it can be read: arXiv, which is open to everyone, before the publisher. */
export function addressOf({ arxiv, doi }: Reference): string | undefined {
  if (arxiv) return `https://arxiv.org/abs/${arxiv}`;
  return doi ? `https://doi.org/${doi}` : undefined;
}

/** The entry for a BibTeX file; capitals of the title are protected. */
export function bibtex(id: string, reference: Reference): string {
  const { kind, title, authors, year, venue, arxiv, doi } = reference;
  const container = { inproceedings: 'booktitle', article: 'journal', misc: 'howpublished' }[kind];
  const fields: [string, string][] = [
    ['title', `{${title}}`],
    ['author', authors.map((name) => `${familyName(name)}, ${givenNames(name)}`).join(' and ')],
    [container, venue],
    ['year', String(year)],
  ];
  if (arxiv) fields.push(['eprint', arxiv], ['archivePrefix', 'arXiv']);
  if (doi) fields.push(['doi', doi]);
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)} = {${value}}`);
  return `@${kind}{${id},\n${lines.join(',\n')}\n}`;
}

/** `Laurens van der Maaten` → `van der Maaten`: particles in lower case, and `Van`, belong to the family name. */
function familyName(name: string): string {
  return name.match(/(?:\s)((?:(?:[a-z]+|Van) )*(?:Change Loy|\S+))$/)?.[1] ?? name;
}

function givenNames(name: string): string {
  return name.slice(0, name.length - familyName(name).length).trim();
}
