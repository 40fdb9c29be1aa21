import { EngineError } from '../../protocol/error.ts';
import { roomLeft } from '../store/folders.ts';
import type { HashCheck } from '../store/hash.ts';

const hostOf = (url: string) => new URL(url).host;

/** What a download is of. */
export interface Subject {
  /** “EfficientNet-B3”. */
  readonly title: string;
  /** The host's file that tells its hash, not the weights. */
  readonly of?: 'checksum';
  readonly url: string;
}

/** An address that gave no answer at all, told apart as far as a browser lets a page know. */
export async function noAnswer({ url, ...subject }: Subject): Promise<EngineError> {
  const host = hostOf(url);
  const offline = globalThis.navigator?.onLine === false;
  const what = offline ? 'offline' : (await answersUnreadably(url)) ? 'unreadable' : 'unreachable';
  return new EngineError({ code: 'download', what, ...subject, host });
}

/** Whether the host is there, but withholds its answer from pages of other sites. */
async function answersUnreadably(url: string): Promise<boolean> {
  try {
    const init: RequestInit = { mode: 'no-cors', method: 'HEAD', credentials: 'omit', cache: 'no-store' };
    return (await fetch(url, init)).type === 'opaque';
  } catch {
    return false;
  }
}

/** A status other than success. */
export function refusedByHost({ url, ...subject }: Subject, status: number): EngineError {
  return new EngineError({ code: 'download', what: 'status', ...subject, host: hostOf(url), status });
}

/** The connection ended on the way. */
export function brokenOff({ title }: Subject, loaded: number, total: number, kept: boolean): EngineError {
  return new EngineError({ code: 'download', what: 'brokenOff', title, loaded, total, kept });
}

/** The host ended its answer early without an error. */
export function tooShort({ title }: Subject, loaded: number, total: number): EngineError {
  return new EngineError({ code: 'integrity', what: 'tooShort', title, loaded, total });
}

export function tooLong({ title }: Subject, limit: number): EngineError {
  return new EngineError({ code: 'integrity', what: 'tooLong', title, limit });
}

export function wrongHash({ title, url }: Subject, { name, found, expected }: HashCheck): EngineError {
  const host = hostOf(url);
  return new EngineError({ code: 'integrity', what: 'hash', title, host, hash: name, found, expected });
}

/** The browser's store is full. What was on screen stays; nothing of the download is kept. */
export async function storeFull({ title }: Subject, needed: number): Promise<EngineError> {
  return new EngineError({ code: 'storage', title, needed, left: (await roomLeft()) ?? null });
}
