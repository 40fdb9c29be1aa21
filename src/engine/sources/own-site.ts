import type { WeightsReason } from '../protocol/download-failure.ts';
import { EngineError } from '../protocol/error.ts';
import type { Sender } from './store/sender.ts';

/**
 * The site's own server. `title`: “EfficientNet-B0”. Its files lie behind the browser's cache and whatever stands between, where they may
 * have been damaged; and a full store must not stop a network that is already here.
 */
export function ownSite(title: string): Sender {
  const missing = (because: WeightsReason) =>
    new EngineError({ code: 'download', what: 'weights', title, because });
  const damaged = (because: 'more' | 'less' | 'hash', loaded: number, total: number) =>
    new EngineError({ code: 'integrity', what: 'weights', title, because, loaded, total });
  return {
    twice: true,
    asks: (again) => ({ credentials: 'omit', cache: again ? 'reload' : 'default' }),
    noAnswer: async (_, error) =>
      missing({ is: 'noAnswer', said: error instanceof Error ? error.message : null }),
    refused: (_, { status, statusText }) => missing({ is: 'status', status, statusText }),
    brokenOff: (loaded, total) => missing({ is: 'brokenOff', loaded, total }),
    tooShort: (loaded, total) => damaged('less', loaded, total),
    tooLong: (limit) => damaged('more', limit, limit),
    wrongHash: ({ bytes = 0 }) => damaged('hash', bytes, bytes),
  };
}
