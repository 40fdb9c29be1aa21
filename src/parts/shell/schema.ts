import type { Property } from './property.ts';

/** A figure's view: the values that its address carries. */
export type ViewOf<S> = S extends Schema<infer View> ? View : never;

/** What a figure's view consists of. One such table drives reading, writing and checking. */
export interface Schema<View extends object> {
  /** The figure's name: of its folder, in the address, in the markup and under `/embed/`. Letters, digits and hyphens. */
  readonly id: string;
  /** Names under which older links know it. They are read for as long as the site stands, and never written. */
  readonly formerly?: readonly string[];
  /** Raised whenever a default, a key or the meaning of a value changes; `upgrade` then reads the older links. */
  readonly version: number;
  readonly properties: { readonly [Key in keyof View]: Property<View[Key]> };
  /** Turns the fields of an older version into those of the next one. */
  readonly upgrade?: (fields: ReadonlyMap<string, string>, version: number) => ReadonlyMap<string, string>;
}

/**
 * How well an address could be read. `absent`: it says nothing about this figure. `adjusted`: a value lay outside its
 * range and was moved to the nearest. `damaged`: it could not be read, and the default view stands in.
 */
export type Reading = 'absent' | 'whole' | 'adjusted' | 'damaged';

export function defaultView<View extends object>(schema: Schema<View>): View {
  const view: Partial<View> = {};
  for (const name of namesOf(schema)) view[name] = schema.properties[name].default;
  return view as View;
}

/** The nearest view that the figure can show. */
export function clampView<View extends object>(schema: Schema<View>, view: NoInfer<View>): View {
  const clamped: Partial<View> = {};
  for (const name of namesOf(schema)) clamped[name] = schema.properties[name].clamp(view[name]);
  return clamped as View;
}

export function sameView<View extends object>(
  schema: Schema<View>,
  a: NoInfer<View>,
  b: NoInfer<View>,
): boolean {
  return namesOf(schema).every((name) => a[name] === b[name]);
}

/** A figure's names in addresses: its own, then former ones. */
export function namesIn({ id, formerly = [] }: Pick<Schema<object>, 'id' | 'formerly'>): readonly string[] {
  return [id, ...formerly];
}

/**
 * `drag-phi=1;phi:2.4,net:det`: name, version, then the values that differ from their defaults. It says the whole view, the default
 * one too (`drag-phi=1`).
 */
export function fragmentOf<View extends object>(schema: Schema<View>, view: NoInfer<View>): string {
  const fields = propertiesOf(schema)
    .filter(([name, property]) => property.clamp(view[name]) !== property.default)
    .map(([name, property]) => `${property.key}:${property.write(view[name])}`);
  return `${schema.id}=${schema.version}${fields.length > 0 ? `;${fields.join(',')}` : ''}`;
}

/**
 * A fragment that says this view. Several figures share one, joined by `&`: the one whose view is written comes first, so that the page
 * opens at it; parts that belong to others are kept, and a figure in its default view leaves no trace.
 * @param fragment as `location.hash` gives it, with or without `#`
 */
export function writeFragment<View extends object>(
  schema: Schema<View>,
  view: NoInfer<View>,
  fragment: string,
): string {
  const own = sameView(schema, clampView(schema, view), defaultView(schema))
    ? []
    : [fragmentOf(schema, view)];
  return [...own, ...othersIn(schema, fragment)].join('&');
}

/** A fragment that leads to the figure and shows it in this view, the default one too. */
export function linkFragment<View extends object>(
  schema: Schema<View>,
  view: NoInfer<View>,
  fragment: string,
): string {
  return [fragmentOf(schema, view), ...othersIn(schema, fragment)].join('&');
}

/** Reads a figure's view from a fragment, whatever stands there. */
export function readFragment<View extends object>(
  schema: Schema<View>,
  fragment: string,
): { readonly view: View; readonly reading: Reading } {
  const fallback = defaultView(schema);
  const parts = partsOf(fragment);
  const part = namesIn(schema).flatMap((name) => parts.filter((each) => nameOf(each) === name))[0];
  if (part === undefined) return { view: fallback, reading: 'absent' };
  const fields = fieldsOf(schema, decoded(part.slice(part.indexOf('=') + 1)));
  if (fields === undefined) return { view: fallback, reading: 'damaged' };
  const view: Partial<View> = {};
  let left = fields.size;
  let adjusted = false;
  for (const [name, property] of propertiesOf(schema)) {
    const text = fields.get(property.key);
    if (text === undefined) {
      view[name] = property.default;
      continue;
    }
    left--;
    const read = property.read(text);
    if (read === undefined) return { view: fallback, reading: 'damaged' };
    view[name] = read.value;
    adjusted ||= read.clamped;
  }
  if (left > 0) return { view: fallback, reading: 'damaged' };
  return { view: view as View, reading: adjusted ? 'adjusted' : 'whole' };
}

/** The fields of one part, brought to the schema's version; undefined where they cannot be read. */
function fieldsOf<View extends object>(
  schema: Schema<View>,
  text: string,
): ReadonlyMap<string, string> | undefined {
  const match = /^(\d{1,4})(?:;(.*))?$/.exec(text);
  if (match === null) return undefined;
  const version = Number(match[1]);
  if (version < 1 || version > schema.version) return undefined;
  let fields: ReadonlyMap<string, string> = new Map();
  if (match[2]) {
    const pairs = match[2].split(',').map((pair) => /^([a-z]{1,12}):([\w.~-]{1,1500})$/.exec(pair));
    if (pairs.length > 32 || pairs.includes(null)) return undefined;
    fields = new Map(pairs.map((pair) => [pair![1]!, pair![2]!]));
    if (fields.size !== pairs.length) return undefined;
  }
  for (let from = version; from < schema.version; from++) fields = schema.upgrade?.(fields, from) ?? fields;
  return fields;
}

function namesOf<View extends object>(schema: Schema<View>): (keyof View)[] {
  return Object.keys(schema.properties) as (keyof View)[];
}

function propertiesOf<View extends object>(
  schema: Schema<View>,
): { [Key in keyof View]: [Key, Property<View[Key]>] }[keyof View][] {
  return namesOf(schema).map((name) => [name, schema.properties[name]]);
}

/** What a fragment says of other figures. */
function othersIn(schema: Pick<Schema<object>, 'id' | 'formerly'>, fragment: string): string[] {
  const own = namesIn(schema);
  return partsOf(fragment).filter((part) => nameOf(part) !== '' && !own.includes(nameOf(part)));
}

/** What a fragment says, one part a figure. */
export function partsOf(fragment: string): string[] {
  return fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '');
}

/** The figure that a part of a fragment speaks of; empty where it speaks of none. */
export function nameOf(part: string): string {
  return part.slice(0, Math.max(0, part.indexOf('=')));
}

/** Mail programs and chats like to escape `;`, `:` and `,`. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
