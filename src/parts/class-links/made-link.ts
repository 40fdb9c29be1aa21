import { classFields, classPart } from '../shell/class-link.ts';
import { nameOf, partsOf } from '../shell/schema.ts';

/** A link for a class, as its maker holds it. */
export interface MadeLink {
  /** The page that it opens, from the site's root: `lessons/what-a-convolution-costs/`. */
  readonly page: string;
  /** The views that it opens figures in, as parts of an address, the first of which the page is opened at: `drag-phi=1;phi:2`. */
  readonly views: readonly string[];
  /** What it puts away and locks: `drag-phi.phi` in one figure, `tools` in all. */
  readonly hidden: readonly string[];
  readonly locked: readonly string[];
  /** The class's word; empty where it brings none. */
  readonly word: string;
  /** The first and the last step of a lesson that it shows, from 1; null where it shows all from the beginning, or to the end. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether exercises offer the same worked out for another case. */
  readonly worked: boolean;
}

/** A link that opens a page as it is. */
export const plainLink = (page: string): MadeLink => ({
  ...{ page, views: [], hidden: [], locked: [] },
  ...{ word: '', from: null, to: null, worked: true },
});

/** Why an address is no such link: of no page for which links are made, or its part for a class cannot be read. */
export type MadeFault = 'address' | 'class';

/** The link's address from the site's root, without a slash before it. A word that no link carries stays out of it. */
export function writeMade({ page, views, hidden, locked, word, from, to, worked }: MadeLink): string {
  const part = classPart({
    word,
    hide: hidden.join('~'),
    lock: locked.join('~'),
    from: from === null ? '' : String(from),
    to: to === null ? '' : String(to),
    give: worked ? '' : 'no',
  });
  const fragment = [...views, ...(part === '' ? [] : [part])].join('&');
  return fragment === '' ? page : `${page}#${fragment}`;
}

/**
 * What an address says.
 * @param pages those for which links are made, from the site's root; the site may lie anywhere
 */
export function readMade(address: string, pages: readonly string[]): MadeLink | MadeFault {
  const [before = '', ...behind] = address.trim().split('#');
  const path = `/${before.split('?')[0]}`.replace(/\/?(index\.html)?$/, '/');
  const page = pages.find((each) => path.endsWith(`/${each}`));
  if (page === undefined) return 'address';
  const parts = partsOf(behind.join('#'));
  const fields = classFields(parts);
  if (fields === undefined) return 'class';
  const names = (field: string) => fields.get(field)?.split('~') ?? [];
  return {
    page,
    views: parts.filter((part) => !['', 'class'].includes(nameOf(part))),
    hidden: names('hide'),
    locked: names('lock'),
    word: fields.get('word') ?? '',
    from: stepOf(fields.get('from')),
    to: stepOf(fields.get('to')),
    worked: fields.get('give') !== 'no',
  };
}

const stepOf = (text: string | undefined) => (/^[1-9]\d?$/.test(text ?? '') ? Number(text) : null);

/** The link with a part of a figure held or let go, by its key; a name that holds the part in all figures goes with it. */
export function hold(names: readonly string[], figure: string, key: string, on: boolean): readonly string[] {
  const others = names.filter((name) => name !== key && name !== `${figure}.${key}`);
  return on ? [...others, `${figure}.${key}`] : others;
}

/** Whether a part of a figure is among what is held. */
export const holds = (names: readonly string[], figure: string, key: string): boolean =>
  names.includes(key) || names.includes(`${figure}.${key}`);

/** The views with one of a figure put first. */
export const withView = (views: readonly string[], view: string): readonly string[] => [
  view,
  ...views.filter((each) => nameOf(each) !== nameOf(view)),
];
