import { decoded, nameOf, partsOf, type Schema } from './schema.ts';

/** Parts of every figure that can be put away beside the controls of its values. */
export const shellParts = ['tools', 'table'] as const;

/**
 * What a link that a teacher gave away puts away and holds in one figure: `#class=1;hide:tools~unit,lock:drag-phi.phi&drag-phi=1;phi:2`.
 * Names are keys of values in the address, or parts of the shell; `figure.name` is of that figure alone. A pair of blinkers, no lock: it
 * stands in the address, and the page says so and takes it off.
 */
export interface ClassLink {
  /** As it stands in the address; empty where there is none. */
  readonly text: string;
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  /** It cannot be read, or names something of this figure that the figure does not have. Nothing is held then. */
  readonly damaged: boolean;
}

const nothing: ReadonlySet<string> = new Set();
export const noClassLink: ClassLink = { text: '', hidden: nothing, locked: nothing, damaged: false };

/** The fields that such a link may have; those beside `hide` and `lock` are no figure's business. */
const known = ['hide', 'lock', 'word', 'from', 'to', 'give'];

/** What a fragment holds in a figure. @param fragment as `location.hash` gives it */
export function readClassLink(
  { id, formerly = [], properties }: Pick<Schema<object>, 'id' | 'formerly' | 'properties'>,
  fragment: string,
): ClassLink {
  const text = partsOf(fragment).find((part) => nameOf(part) === 'class');
  if (text === undefined) return noClassLink;
  const fields = fieldsOf(text);
  if (fields === undefined) return { ...noClassLink, text, damaged: true };
  const keys = Object.values(properties as Record<string, { readonly key: string }>).map(({ key }) => key);
  let damaged = false;
  const named = (field: string, parts: readonly string[]): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const name of fields.get(field)?.split('~') ?? []) {
      const [figure, own] = name.includes('.') ? name.split('.') : ['', name];
      if (figure !== '' && figure !== id && !formerly.includes(figure ?? '')) continue;
      if (own !== undefined && [...keys, ...parts].includes(own)) found.add(own);
      else if (figure !== '') damaged = true;
    }
    return found;
  };
  const hidden = named('hide', shellParts);
  const locked = named('lock', []);
  return damaged ? { ...noClassLink, text, damaged } : { text, hidden, locked, damaged };
}

/** The class's word in an address; empty where it says none. */
export function classWord(fragment: string): string {
  const text = partsOf(fragment).find((part) => nameOf(part) === 'class');
  return (text === undefined ? undefined : fieldsOf(text)?.get('word')) ?? '';
}

/** What stands behind the # of a link that brings a class its word; empty for a word that no link carries, of signs or with a gap in it. */
export const wordFragment = (word: string): string => classPart({ word });

/** The fields of the part for a class among the parts of a fragment, none where there is no such part; undefined where it cannot be read. */
export function classFields(parts: readonly string[]): ReadonlyMap<string, string> | undefined {
  const text = parts.find((part) => nameOf(part) === 'class');
  return text === undefined ? new Map() : fieldsOf(text);
}

/** The part for a class that says these fields. What is empty is left out, and what no link carries; nothing is left where all is. */
export function classPart(fields: Readonly<Record<string, string>>): string {
  const said = Object.entries(fields)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([name, value]) => fieldsOf(`class=1;${name}:${value}`)?.get(name) === value);
  return said.length === 0 ? '' : `class=1;${said.map((pair) => pair.join(':')).join(',')}`;
}

/** Which steps of a lesson an address shows, from 1; null where it shows all. */
export function classSteps(
  fragment: string,
  count: number,
): { readonly from: number; readonly to: number } | null {
  const fields = classFields(partsOf(fragment));
  const [from = 1, to = count] = ['from', 'to'].map((name) => {
    const text = fields?.get(name) ?? '';
    return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  });
  const shown = { from: Math.max(1, from), to: Math.min(count, to) };
  return shown.from > shown.to || (shown.from === 1 && shown.to === count) ? null : shown;
}

/** Whether exercises offer the same worked out for another case. */
export const givesWorked = (fragment: string): boolean =>
  classFields(partsOf(fragment))?.get('give') !== 'no';

/** The fragment without what it keeps from exercises. */
export const withoutGive = (fragment: string): string => without(fragment, ['give']);

/** The fragment without what it puts away and holds. */
export const withoutHolds = (fragment: string): string => without(fragment, ['hide', 'lock']);

/** The fragment without the steps that it shows: it shows all. */
export const withoutSteps = (fragment: string): string => without(fragment, ['from', 'to']);

function without(fragment: string, names: readonly string[]): string {
  return partsOf(fragment)
    .flatMap((part) => {
      if (nameOf(part) !== 'class') return [part];
      const [version = '', ...fields] = decoded(part).split(/[;,]/);
      const rest = fields.filter((field) => !names.includes(field.split(':')[0] ?? ''));
      return rest.length === 0 ? [] : [`${version};${rest.join(',')}`];
    })
    .join('&');
}

function fieldsOf(part: string): ReadonlyMap<string, string> | undefined {
  const match = /^class=1(?:;(.*))?$/.exec(decoded(part));
  if (match === null) return undefined;
  const pairs = (match[1] ?? '')
    .split(',')
    // Letters of any script: a class's word may be one.
    .map((pair) => /^([a-z]{1,12}):([\p{L}\p{M}\p{N}_.~-]{1,1500})$/u.exec(pair));
  if (pairs.some((pair) => pair === null || !known.includes(pair[1] ?? ''))) return undefined;
  const fields = new Map(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
  return fields.size === pairs.length ? fields : undefined;
}
