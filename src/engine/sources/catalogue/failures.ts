import { EngineError } from '../../protocol/errors.ts';
import { roomLeft } from './store.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)}\u202fMB`;
const hostOf = (url: string) => new URL(url).host;

/** What a download is of, for a sentence. */
export interface Subject {
  /** “EfficientNet-B3”. */
  readonly title: string;
  readonly url: string;
}

/** An address that gave no answer at all, told apart as far as a browser lets a page know. */
export async function noAnswer({ title, url }: Subject): Promise<EngineError> {
  const host = hostOf(url);
  if (globalThis.navigator?.onLine === false)
    return new EngineError(
      'download',
      `This device is offline, so ${title} cannot be fetched from ${host}. What is stored here still works; connect and try again.`,
    );
  if (await answersUnreadably(url))
    return new EngineError(
      'download',
      `${host} answers, but does not allow pages of other sites to read ${title} (it sends no cross-origin header). Choose another checkpoint, or download the file by hand and open it here.`,
    );
  return new EngineError(
    'download',
    `${host} could not be reached, so ${title} was not downloaded. The connection or the host may be down: check the connection and try again.`,
  );
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
export function refusedByHost({ title, url }: Subject, status: number): EngineError {
  const host = hostOf(url);
  const [meaning, advice] =
    status === 404 || status === 410
      ? ['the file is no longer there', 'Choose another checkpoint of this network.']
      : status === 401 || status === 403
        ? ['it does not give the file to everyone', 'Choose another checkpoint of this network.']
        : status === 429
          ? ['it was asked too often', 'Wait a few minutes and try again.']
          : ['it cannot serve the file now', 'Try again later, or choose another checkpoint.'];
  return new EngineError('download', `${host} answered ${status} for ${title}: ${meaning}. ${advice}`);
}

/** The connection ended on the way. */
export function brokenOff({ title }: Subject, loaded: number, total: number, kept: boolean): EngineError {
  const rest = kept ? 'What has come is kept: try again to continue from there.' : 'Try again.';
  return new EngineError(
    'download',
    `The download of ${title} broke off after ${megabytes(loaded)} of ${megabytes(total)}. ${rest}`,
  );
}

/** The host ended its answer early without an error. */
export function tooShort({ title }: Subject, loaded: number, total: number): EngineError {
  return new EngineError(
    'integrity',
    `The download of ${title} ended after ${loaded.toLocaleString('en')} of ${total.toLocaleString('en')} bytes: it is cut short, and is not used. Try again to fetch the rest.`,
  );
}

export function tooLong({ title }: Subject, limit: number): EngineError {
  return new EngineError(
    'integrity',
    `More came for ${title} than the ${limit.toLocaleString('en')} bytes that it should have: it is another file. It was thrown away; choose another checkpoint of this network.`,
  );
}

export function wrongHash(
  { title, url }: Subject,
  { name, found, expected }: { readonly name: string; readonly found: string; readonly expected: string },
): EngineError {
  return new EngineError(
    'integrity',
    `What came for ${title} from ${hostOf(url)} is not the published file: its ${name} begins with ${found.slice(0, 12)} instead of ${expected.slice(0, 12)}. It was thrown away, because other weights give other answers. Try again, or choose another checkpoint.`,
  );
}

/** The browser's store is full. What was on screen stays; nothing of the download is kept. */
export async function storeFull({ title }: Subject, needed: number): Promise<EngineError> {
  const left = await roomLeft();
  // The browser's estimate is not always what it then allows.
  const room = left === undefined || left >= needed ? '' : `, and has ${megabytes(left)} left`;
  return new EngineError(
    'storage',
    `This browser’s store has no room for ${title}: it needs ${megabytes(needed)}${room}. Delete a stored checkpoint, or run this one without storing it.`,
  );
}
