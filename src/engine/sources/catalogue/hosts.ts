import { integrityOf } from '../../../../models/checkpoints/known-file.ts';
import { parsePointer } from '../../../../models/checkpoints/pointer-file.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import { roomLeft } from '../store/folders.ts';
import type { Sender } from '../store/sender.ts';

const hostOf = (url: string) => new URL(url).host;

/** What a download is of. */
interface Subject {
  /** “EfficientNet-B3”. */
  readonly title: string;
  /** The host's file that tells its hash, not the weights. */
  readonly of?: 'checksum';
}

/** The site keeps what is good itself; the browser need not keep it a second time. */
const asks: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };

/** The hosts of a published checkpoint. `title`: “EfficientNet-B3”. A pointer file that is none is refused by a `CheckpointError`. */
export function hosts(title: string): Sender {
  return {
    twice: false,
    asks: () => asks,
    async hashed(file, signal) {
      const integrity = integrityOf(file);
      if (integrity.kind !== 'pointer') return file;
      const { url } = integrity;
      const subject = { title, of: 'checksum' } as const;
      let response: Response;
      try {
        response = await fetch(url, signal === undefined ? asks : { ...asks, signal });
      } catch {
        throwIfCancelled(signal);
        throw await noAnswer(subject, url);
      }
      if (!response.ok) throw refused(subject, url, response);
      return { ...file, ...parsePointer(await response.text()) };
    },
    noAnswer: ({ url }) => noAnswer({ title }, url),
    refused: ({ url }, response) => refused({ title }, url, response),
    brokenOff: (loaded, total, kept) =>
      new EngineError({ code: 'download', what: 'brokenOff', title, loaded, total, kept }),
    tooShort: (loaded, total) =>
      new EngineError({ code: 'integrity', what: 'tooShort', title, loaded, total }),
    tooLong: (limit) => new EngineError({ code: 'integrity', what: 'tooLong', title, limit }),
    wrongHash: ({ url }, { name: hash, found, expected }) =>
      new EngineError({ code: 'integrity', what: 'hash', title, host: hostOf(url), hash, found, expected }),
    // What was on screen stays; nothing of the download is kept.
    noRoom: async (needed) =>
      new EngineError({ code: 'storage', title, needed, left: (await roomLeft()) ?? null }),
  };
}

/** An address that gave no answer at all, told apart as far as a browser lets a page know. */
async function noAnswer(subject: Subject, url: string): Promise<EngineError> {
  const offline = globalThis.navigator?.onLine === false;
  const what = offline ? 'offline' : (await answersUnreadably(url)) ? 'unreadable' : 'unreachable';
  return new EngineError({ code: 'download', what, ...subject, host: hostOf(url) });
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
function refused(subject: Subject, url: string, { status }: Response): EngineError {
  return new EngineError({ code: 'download', what: 'status', ...subject, host: hostOf(url), status });
}
