import { nameOf, partsOf } from './schema.ts';

// What the page's address says for a class. It stays for as long as the page does, wherever links of the page lead, until another takes
// its place or the reader takes it off.

let here = '';
const followers = new Set<Follower>();

/** A figure that obeys it. */
export interface Follower {
  /** Another part has come, or none is left: what the last one held is free. A figure then reads its view from the address. */
  readonly free: () => void;
  /** What the part holds stays as it is from now on. On a new address a figure does so by itself, once it has read its view. */
  readonly hold: () => void;
}

/** The page's part for a class, as a fragment; empty where there is none. */
export const classHere = (): string => here;

/** A fragment together with the page's part for a class. */
export function withClass(fragment: string): string {
  if (here === '') return fragment;
  return [...partsOf(fragment).filter((part) => nameOf(part) !== 'class'), here].join('&');
}

function turnTo(next: string): void {
  if (next === here) return;
  here = next;
  for (const { free } of followers) free();
}

function look({ hash }: Pick<URL, 'hash'>): void {
  const parts = partsOf(hash);
  const found = parts.find((part) => nameOf(part) === 'class');
  if (found !== undefined) turnTo(found);
  // A place in the text, `#equation-3`, is left as it is.
  else if (here !== '' && parts.every((part) => nameOf(part) !== '')) write(withClass(location.hash));
}

/** An address may be written over between the link and this event. */
const heard = ({ newURL }: HashChangeEvent): void => look(new URL(newURL, location.href));

function write(fragment: string): void {
  const address = new URL(location.href);
  address.hash = fragment;
  history.replaceState(history.state, '', address);
}

/** Takes the page's part for a class away, or puts another in its place. */
export function replaceClass(next: string): void {
  const others = partsOf(location.hash).filter((part) => nameOf(part) !== 'class');
  write([...others, ...(next === '' ? [] : [next])].join('&'));
  turnTo(next);
  for (const { hold } of followers) hold();
}

/** Follows the page's part for a class until the returned function is called. Begin before reading a view from the address. */
export function followClass(follower: Follower): () => void {
  if (followers.size === 0) {
    look(location);
    addEventListener('hashchange', heard);
  }
  followers.add(follower);
  return () => {
    followers.delete(follower);
    if (followers.size === 0) removeEventListener('hashchange', heard);
  };
}
